namespace TraceLab.Simulation.Policies;

/// <summary>
/// As <c>size</c>, but against the bytes that the run's codec and wire really yield: an isolated primitive and the pixels it
/// accounts for are both encoded, and the smaller goes.
/// </summary>
public sealed class EncodedSizePolicy : IPolicy, IFrameChooser
{
    public string Name => "encoded-size";

    public string Description => "isolated primitives smaller than their pixels as really encoded";

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
        var primitiveBytes = question.Trials.PrimitiveBytes(facts);
        var pixelBytes = question.Trials.ChangedBytes(facts.Span);
        return PolicyRules.Weigh(primitiveBytes, pixelBytes, primitiveBytes < pixelBytes);
    }
}
