using TraceLab.Results;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies;

namespace TraceLab.Tests.Simulation;

/// <summary>
/// Sends primitives by the toss of a coin, whatever they cost, as far as that is legal: it comes by states that a policy which
/// saves bytes never sees. Share 1 sends all that can go.
/// </summary>
internal sealed class AnyLegalPolicy(string name, double share, int seed) : IPolicy
{
    /// <summary>All that can go.</summary>
    public static readonly AnyLegalPolicy All = new("all-legal", 1, 0);

    public string Name => name;

    public string Description => "for tests: any legal choice";

    public IFrameChooser CreateChooser() => new Chooser(share, new Random(seed));

    private sealed class Chooser(double share, Random random) : IFrameChooser
    {
        public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
        {
            var going = new bool[choices.Length];
            for (var index = 0; index < choices.Length; index++)
            {
                var facts = question.Analysis.Facts[index];
                choices[index] =
                    PolicyRules.Refuse(facts) ?? PrimitiveChoice.Stays(Toss(question.Analysis, index, going));
                going[index] = choices[index].Goes;
                // Prices must be there for whatever can go, and weighing must change nothing.
                _ = facts.IsExecutable
                    ? question.Costs.PrimitiveBytes(facts) + question.Costs.RawPrimitiveBytes(facts)
                    : 0;
            }
        }

        private DecisionReason Toss(FrameAnalysis analysis, int index, bool[] going)
        {
            var wins = random.NextDouble() < share;
            return analysis.FindChangedSource(index, earlier => going[earlier]) >= 0 ? DecisionReason.SourceChanged
                : wins ? DecisionReason.Sent
                : DecisionReason.NotCheaper;
        }
    }
}
