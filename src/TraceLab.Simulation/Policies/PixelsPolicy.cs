using TraceLab.Results;

namespace TraceLab.Simulation.Policies;

/// <summary>Everything as pixels: what every primitive policy is held against.</summary>
public sealed class PixelsPolicy : IPolicy, IFrameChooser
{
    public string Name => "pixels";

    public string Description => "everything as pixels";

    public IFrameChooser CreateChooser() => this;

    public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
    {
        for (var index = 0; index < choices.Length; index++)
        {
            choices[index] =
                PolicyRules.Refuse(question.Analysis.Facts[index]) ?? PrimitiveChoice.Stays(DecisionReason.PixelsOnly);
        }
    }
}
