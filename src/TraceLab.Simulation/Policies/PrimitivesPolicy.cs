using TraceLab.Results;

namespace TraceLab.Simulation.Policies;

/// <summary>Every primitive that can legally go goes, whatever it costs.</summary>
public sealed class PrimitivesPolicy : IPolicy, IFrameChooser
{
    public string Name => "primitives";

    public string Description => "every primitive that can legally go, whatever it costs";

    public IFrameChooser CreateChooser() => this;

    public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
    {
        for (var index = 0; index < choices.Length; index++)
        {
            var facts = question.Analysis.Facts[index];
            choices[index] =
                PolicyRules.Refuse(facts)
                ?? (
                    facts.SourceBlocker >= 0
                        ? PrimitiveChoice.Stays(DecisionReason.SourceChanged, facts.SourceBlocker)
                        : PolicyRules.Sent(question, facts)
                );
        }
    }
}
