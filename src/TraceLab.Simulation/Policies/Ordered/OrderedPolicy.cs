using TraceLab.Results;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// Not only isolated primitives: overlap is fine while order and sources hold. Chooses by the bytes that wire and codec are
/// expected to yield.
/// </summary>
public sealed class OrderedPolicy : IPolicy
{
    public string Name => "ordered";

    public string Description => "all primitives that pay, overlap allowed, order and sources kept";

    public IFrameChooser CreateChooser() => new Chooser();

    private sealed class Chooser : IFrameChooser
    {
        private readonly OrderedSelection _selection = new();

        public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
        {
            _selection.Select(question.Frame, question.Analysis, question.Costs);
            for (var index = 0; index < choices.Length; index++)
            {
                var facts = question.Analysis.Facts[index];
                choices[index] = PolicyRules.Refuse(facts) ?? Explain(facts.SourceBlocker, index);
            }
        }

        private PrimitiveChoice Explain(int sourceBlocker, int index) =>
            sourceBlocker >= 0
                ? PrimitiveChoice.Stays(DecisionReason.SourceChanged, sourceBlocker)
                : new PrimitiveChoice
                {
                    Reason = _selection.Goes(index) ? DecisionReason.Sent : DecisionReason.NotCheaper,
                    Blocker = -1,
                    PrimitiveBytes = (long)Math.Ceiling(_selection.PrimitiveBytes(index)),
                    PixelBytes = (long)Math.Ceiling(_selection.PixelBytes(index)),
                };
    }
}
