using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Policies;

namespace PolicyTemplate;

/// <summary>
/// A policy to begin with: copies of at least 4,096 pixels go as primitives, everything else as pixels. Rename it, and choose
/// by what <see cref="FrameQuestion"/> tells: the primitives and where they touch (<c>Analysis</c>), what they and the pixels
/// would cost (<c>Costs</c>, <c>Trials</c>, <c>Times</c>), the changed regions themselves (<c>Frame</c>).
/// </summary>
public sealed class LargeCopiesPolicy : IPolicy, IFrameChooser
{
    private const int LeastPixels = 4096;

    public string Name => "large-copies";

    public string Description => "copies of at least 4,096 pixels go when legal";

    // One chooser a run. Give each run its own object if the policy learns from frame to frame.
    public IFrameChooser CreateChooser() => this;

    public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
    {
        for (var index = 0; index < choices.Length; index++)
        {
            var facts = question.Analysis.Facts[index];
            choices[index] =
                PolicyRules.Refuse(facts)
                ?? (
                    facts.Drawing is CopyCommand && facts.Bounds.Area >= LeastPixels
                        ? PolicyRules.RefuseChangedSource(question.Analysis, index, choices)
                            ?? PolicyRules.Sent(question, facts)
                        : PrimitiveChoice.Stays(DecisionReason.KindNotNamed)
                );
        }
    }
}
