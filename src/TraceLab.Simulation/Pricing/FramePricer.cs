using TraceLab.Core.Commands;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Pricing;

/// <summary>What the work of frames takes in time, for one codec.</summary>
public sealed class FramePricer(CostProfile profile, string codec)
{
    private static readonly CommandKind[] Kinds = Enum.GetValues<CommandKind>();

    private readonly TwoWayCost?[] _kinds = new TwoWayCost?[Kinds.Length];
    private TwoWayCost? _codec;

    /// <summary>CPU nanoseconds of encoder and client.</summary>
    public (long Encode, long Decode) Price(FrameWork work)
    {
        var encode = 0.0;
        var decode = 0.0;
        if (work.Payloads.Items > 0)
        {
            encode += Payload.Encode.Nanoseconds(work.Payloads);
            decode += Payload.Decode.Nanoseconds(work.Payloads);
        }

        foreach (var kind in Kinds)
        {
            var amount = work.Primitives[(int)kind];
            if (amount.Items > 0)
            {
                encode += Primitive(kind).Encode.Nanoseconds(amount);
                decode += Primitive(kind).Decode.Nanoseconds(amount);
            }
        }

        return ((long)encode, (long)decode);
    }

    /// <summary>What blocks of the codec cost.</summary>
    public TwoWayCost Payload => _codec ??= profile.OfCodec(codec);

    /// <summary>What primitives of a kind cost, payloads apart.</summary>
    public TwoWayCost Primitive(CommandKind kind) => _kinds[(int)kind] ??= profile.OfPrimitive(Decisions.NameOf(kind));
}
