using TraceLab.Results;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Optimal;

/// <summary>
/// The best choice to be had, to hold others against: a minimum cut under prices from the codec's real behaviour. It looks at
/// nothing but the frame, as every policy does, but takes the time of encoding it several times.
/// </summary>
public sealed class OptimalPolicy : IPolicy
{
    public string Name => "optimal";

    public string Description => "the least bytes over all legal choices, as a minimum cut; slow";

    public IFrameChooser CreateChooser() => new Chooser();

    private sealed class Chooser : IFrameChooser
    {
        private readonly OptimalSearch _search = new();

        public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
        {
            _search.Find(question);
            for (var index = 0; index < choices.Length; index++)
            {
                var facts = question.Analysis.Facts[index];
                choices[index] = facts.IsLegal
                    ? Weighed(question.Frame, facts, index)
                    : PolicyRules.RefuseIllegal(facts);
            }
        }

        private PrimitiveChoice Weighed(FrameInput frame, PrimitiveFacts facts, int index) =>
            new()
            {
                Reason = _search.Goes(index) ? DecisionReason.Sent : DecisionReason.NotCheaper,
                Blocker = -1,
                PrimitiveBytes = (long)Math.Ceiling(_search.PrimitiveBytes(index)),
                PixelBytes = (long)Math.Ceiling(_search.PixelBytes(frame, facts.Span)),
            };
    }
}
