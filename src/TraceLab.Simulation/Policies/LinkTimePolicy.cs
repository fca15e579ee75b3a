using TraceLab.Results;

namespace TraceLab.Simulation.Policies;

/// <summary>
/// The patent's "faster": an isolated primitive goes "if transmitting an identified drawing primitive is faster than
/// transmitting the amount of display data affected by such drawing primitive". Faster counts the bytes over the link and
/// the CPU time of both ends, from the cost profile; without a link the CPU time decides.
/// </summary>
public sealed class LinkTimePolicy : IPolicy, IFrameChooser
{
    public string Name => "link-time";

    public string Description =>
        "the patent's \"faster\": isolated primitives that reach the client sooner than their pixels";

    public IFrameChooser CreateChooser() => this;

    public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
    {
        for (var index = 0; index < choices.Length; index++)
        {
            choices[index] =
                PolicyRules.RefuseUnlessIsolated(question.Analysis, index, choices) ?? Weigh(question, index);
        }
    }

    private static PrimitiveChoice Weigh(in FrameQuestion question, int index)
    {
        var facts = question.Analysis.Facts[index];
        var choice = new PrimitiveChoice
        {
            Blocker = -1,
            PrimitiveBytes = question.Costs.RawPrimitiveBytes(facts),
            PixelBytes = question.Costs.RawPixelBytes(facts.Span),
        };
        choice.Reason = choice switch
        {
            { PixelBytes: 0 } => DecisionReason.TouchesTrimmedRegion,
            _ when IsFaster(question, index) => DecisionReason.Sent,
            _ => DecisionReason.NotCheaper,
        };
        return choice;
    }

    private static bool IsFaster(in FrameQuestion question, int index)
    {
        var facts = question.Analysis.Facts[index];
        return question.Times.PrimitiveNanoseconds(facts) < question.Times.PixelNanoseconds(facts.Span, question.Frame);
    }
}
