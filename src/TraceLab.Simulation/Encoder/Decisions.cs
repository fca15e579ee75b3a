using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Policies;

namespace TraceLab.Simulation.Encoder;

/// <summary>Turns choices into the rows that reports and snapshots show.</summary>
public static class Decisions
{
    private static readonly string[] KindNames =
    [
        .. Enum.GetNames<CommandKind>().Select(name => name.ToLowerInvariant()),
    ];

    /// <summary>The kind as reports, CSV and JSON name it.</summary>
    public static string NameOf(CommandKind kind) => KindNames[(int)kind];

    public static PrimitiveDecision Describe(FrameAnalysis analysis, int index, in PrimitiveChoice choice, int frame)
    {
        var facts = analysis.Facts[index];
        return new PrimitiveDecision
        {
            Frame = frame,
            Sequence = facts.Primitive.Sequence,
            Kind = NameOf(facts.Drawing!.Kind),
            X = facts.Bounds.Left,
            Y = facts.Bounds.Top,
            Width = facts.Bounds.Width,
            Height = facts.Bounds.Height,
            Regions = facts.Span.Count,
            Isolated = facts.IsIsolated,
            Legal = facts.IsLegal,
            Reason = choice.Reason,
            OtherSequence = choice.Blocker < 0 ? null : analysis.Facts[choice.Blocker].Primitive.Sequence,
            ClientLacks = choice.Reason == DecisionReason.ClientCannot ? facts.ClientLacks : ClientLack.Nothing,
            PrimitiveBytes = choice.PrimitiveBytes,
            PixelBytes = choice.PixelBytes,
        };
    }
}

/// <summary>How many primitives of a frame are what; surfaces that come and go are not counted.</summary>
internal readonly record struct FrameCounts(int Seen, int Isolated, int Legal, int Sent)
{
    public static FrameCounts Of(FrameAnalysis analysis, ReadOnlySpan<PrimitiveChoice> choices)
    {
        var (seen, isolated, legal, sent) = (0, 0, 0, 0);
        for (var index = 0; index < choices.Length; index++)
        {
            var facts = analysis.Facts[index];
            seen += facts.Drawing is null ? 0 : 1;
            isolated += facts.Drawing is not null && facts.IsIsolated ? 1 : 0;
            legal += facts.IsLegal ? 1 : 0;
            sent += choices[index].Goes ? 1 : 0;
        }

        return new FrameCounts(seen, isolated, legal, sent);
    }
}
