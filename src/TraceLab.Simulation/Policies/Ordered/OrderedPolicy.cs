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
        private readonly WeighingPause _pause = new();

        public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
        {
            var analysis = question.Analysis;
            var isWeighed = analysis.CountLegal > 0 && !_pause.Covers(question.Frame, analysis);
            if (isWeighed)
            {
                _selection.Select(question.Frame, analysis, question.Costs);
                if (!question.Costs.AreExact)
                {
                    var (saved, pixels) = _selection.Weighed();
                    _pause.OnWeighed(saved, pixels);
                }
            }

            for (var index = 0; index < choices.Length; index++)
            {
                var facts = analysis.Facts[index];
                choices[index] =
                    !facts.IsLegal ? PolicyRules.RefuseIllegal(facts)
                    : isWeighed ? Weighed(index)
                    : PrimitiveChoice.Stays(DecisionReason.NotWeighed);
            }
        }

        private PrimitiveChoice Weighed(int index) =>
            new()
            {
                Reason = _selection.Goes(index) ? DecisionReason.Sent : DecisionReason.NotCheaper,
                Blocker = -1,
                PrimitiveBytes = (long)Math.Ceiling(_selection.PrimitiveBytes(index)),
                PixelBytes = (long)Math.Ceiling(_selection.PixelBytes(index)),
            };
    }
}
