using TraceLab.Core.Commands;
using TraceLab.Results;

namespace TraceLab.ReferenceMachine;

/// <summary>
/// Primitive or pixels, with the reason, the primitive in the way (its place in the list, or −1), and what was weighed.
/// </summary>
public sealed record ReferenceChoice(
    DecisionReason Reason,
    int Other = -1,
    long PrimitiveBytes = 0,
    long PixelBytes = 0
)
{
    public bool Goes => Reason == DecisionReason.Sent;

    /// <summary>Decides for every primitive of a frame, in order. Bytes are the patent's: nothing is compressed.</summary>
    public static List<ReferenceChoice> ChooseAll(
        List<ReferenceFacts> facts,
        ReferenceRegions changed,
        ReferencePolicy policy
    )
    {
        var choices = new List<ReferenceChoice>();
        foreach (var one in facts)
        {
            choices.Add(Choose(one, facts, choices, changed, policy));
        }

        return choices;
    }

    private static ReferenceChoice Choose(
        ReferenceFacts one,
        List<ReferenceFacts> facts,
        List<ReferenceChoice> before,
        ReferenceRegions changed,
        ReferencePolicy policy
    )
    {
        if (one.Regions.Count == 0)
        {
            return new ReferenceChoice(DecisionReason.TouchesNoRegion);
        }

        if (!one.IsExecutable)
        {
            return new ReferenceChoice(DecisionReason.ClientCannot);
        }

        return policy switch
        {
            ReferencePolicy.Pixels => new ReferenceChoice(DecisionReason.PixelsOnly),
            ReferencePolicy.Primitives => one.IsLegal
                ? new ReferenceChoice(DecisionReason.Sent, -1, PrimitiveBytesOf(one), PixelBytesOf(one, changed))
                : new ReferenceChoice(DecisionReason.SourceChanged, one.SourceChanger),
            _ => ChooseIsolated(one, facts, before, changed, policy),
        };
    }

    // The patent sends isolated primitives only; what they read must not have been changed by one that stays.
    private static ReferenceChoice ChooseIsolated(
        ReferenceFacts one,
        List<ReferenceFacts> facts,
        List<ReferenceChoice> before,
        ReferenceRegions changed,
        ReferencePolicy policy
    )
    {
        if (!one.IsIsolated)
        {
            return new ReferenceChoice(DecisionReason.NotIsolated, one.OtherToucher);
        }

        for (var earlier = 0; earlier < before.Count; earlier++)
        {
            if (!before[earlier].Goes && facts[earlier].ChangesSourceOf(one))
            {
                return new ReferenceChoice(DecisionReason.SourceChanged, earlier);
            }
        }

        var primitiveBytes = PrimitiveBytesOf(one);
        var pixelBytes = PixelBytesOf(one, changed);
        var isNamed = one.Drawing is CopyCommand or FillCommand;
        var reason = (pixelBytes, policy) switch
        {
            (0, _) => DecisionReason.TouchesTrimmedRegion,
            (_, ReferencePolicy.Kind) => isNamed ? DecisionReason.Sent : DecisionReason.KindNotNamed,
            _ => primitiveBytes < pixelBytes ? DecisionReason.Sent : DecisionReason.NotCheaper,
        };
        return new ReferenceChoice(reason, -1, primitiveBytes, pixelBytes);
    }

    // Fields of 4 bytes: five, and two coordinates of the source in place of the last one for a copy; a list of clips has a
    // count and four fields each. An image carries 3 bytes a pixel.
    private static long PrimitiveBytesOf(ReferenceFacts one)
    {
        var clips = one.Drawing!.Target.Clip is { Length: > 1 } clip ? clip.Length : 0;
        var fields = (one.Drawing is CopyCommand ? 6 : 5) + (clips == 0 ? 0 : 1 + (4 * clips));
        var imagePixels =
            one.Drawing is ImageCommand ? (long)(one.Area.Right - one.Area.Left) * (one.Area.Bottom - one.Area.Top) : 0;
        return (fields * 4) + (imagePixels * 3);
    }

    private static long PixelBytesOf(ReferenceFacts one, ReferenceRegions changed) =>
        one
            .Regions.Where(region => changed.Marks[region.Column, region.Row])
            .Sum(region => changed.PixelsOf(region.Column, region.Row).LongCount() * 3);
}
