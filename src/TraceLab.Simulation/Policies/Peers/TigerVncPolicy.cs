using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Peers;

/// <summary>
/// TigerVNC's update tracker (<c>common/rfb/UpdateTracker.cxx</c>, <c>add_copied</c>): an update knows copies of one distance
/// only; of two distances the one with the smaller area is demoted to changed pixels. Everything else is pixels. What a copy
/// reads must not have been changed before, because nothing but copies goes.
/// </summary>
public sealed class TigerVncPolicy : IPolicy, IFrameChooser
{
    public string Name => "tigervnc";

    public string Description => "TigerVNC's rule: copies of one distance a frame, the larger area wins";

    public IFrameChooser CreateChooser() => this;

    public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
    {
        var kept = KeptDistance(question.Analysis);
        for (var index = 0; index < choices.Length; index++)
        {
            var facts = question.Analysis.Facts[index];
            choices[index] =
                PolicyRules.Refuse(facts)
                ?? (
                    kept is not null && DistanceOf(facts) == kept
                        ? PolicyRules.RefuseChangedSource(question.Analysis, index, choices)
                            ?? PolicyRules.Sent(question, facts)
                        : PrimitiveChoice.Stays(DecisionReason.KindNotNamed)
                );
        }
    }

    // In order, as the tracker meets them: a new distance replaces the old one only with a larger area.
    private static Point? KeptDistance(FrameAnalysis analysis)
    {
        Point? kept = null;
        long area = 0;
        foreach (var facts in analysis.Facts)
        {
            if (!facts.IsExecutable || DistanceOf(facts) is not { } distance)
            {
                continue;
            }

            if (distance == kept)
            {
                area += facts.Bounds.Area;
            }
            else if (facts.Bounds.Area > area)
            {
                (kept, area) = (distance, facts.Bounds.Area);
            }
        }

        return kept;
    }

    private static Point? DistanceOf(PrimitiveFacts facts) =>
        facts.Drawing is CopyCommand copy
            ? new Point(copy.Target.Area.Left - copy.SourceArea.Left, copy.Target.Area.Top - copy.SourceArea.Top)
            : null;
}
