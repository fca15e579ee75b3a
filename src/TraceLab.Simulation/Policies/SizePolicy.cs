namespace TraceLab.Simulation.Policies;

/// <summary>
/// The patent's choice: an isolated primitive goes if its bytes are fewer than those of the pixels it accounts for, both
/// uncompressed ("compares the amount of display data affected by a drawing primitive … to the size of the drawing primitive
/// itself").
/// </summary>
public sealed class SizePolicy : IPolicy, IFrameChooser
{
    public string Name => "size";

    public string Description => "the patent's rule: isolated primitives smaller than their pixels, uncompressed";

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
        return PolicyRules.Weigh(primitiveBytes, pixelBytes, primitiveBytes < pixelBytes);
    }
}
