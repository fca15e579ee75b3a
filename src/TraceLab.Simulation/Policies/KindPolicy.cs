using TraceLab.Core.Commands;
using TraceLab.Results;

namespace TraceLab.Simulation.Policies;

/// <summary>
/// The patent's alternative: "certain display primitives (e.g. copy or fill drawing primitives …) are assumed to be more
/// efficient to transmit". Isolated primitives of the named kinds always go when they legally can.
/// </summary>
public sealed class KindPolicy(params CommandKind[] kinds) : IPolicy, IFrameChooser
{
    public string Name => "kind";

    public string Description => "the patent's alternative: isolated copies and fills always go";

    public IFrameChooser CreateChooser() => this;

    public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
    {
        for (var index = 0; index < choices.Length; index++)
        {
            choices[index] =
                PolicyRules.RefuseUnlessIsolated(question.Analysis, index, choices) ?? ByKind(question, index);
        }
    }

    private PrimitiveChoice ByKind(in FrameQuestion question, int index)
    {
        var facts = question.Analysis.Facts[index];
        var pixelBytes = question.Costs.RawPixelBytes(facts.Span);
        var reason = facts switch
        {
            _ when pixelBytes == 0 => DecisionReason.TouchesTrimmedRegion,
            { Drawing: { } drawing } when kinds.Contains(drawing.Kind) => DecisionReason.Sent,
            _ => DecisionReason.KindNotNamed,
        };
        return new PrimitiveChoice
        {
            Reason = reason,
            Blocker = -1,
            PrimitiveBytes = question.Costs.RawPrimitiveBytes(facts),
            PixelBytes = pixelBytes,
        };
    }
}
