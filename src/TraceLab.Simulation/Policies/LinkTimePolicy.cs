using TraceLab.Simulation.Encoder;

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
        var primitiveBytes = question.Costs.RawPrimitiveBytes(facts);
        var pixelBytes = question.Costs.RawPixelBytes(facts.Span);
        return PolicyRules.Weigh(primitiveBytes, pixelBytes, IsFaster(question, facts));
    }

    private static bool IsFaster(in FrameQuestion question, PrimitiveFacts facts) =>
        question.Times.PrimitiveNanoseconds(facts) < question.Times.PixelNanoseconds(facts.Span, question.Frame);
}
