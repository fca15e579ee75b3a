using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Encoder.Parts;

namespace TraceLab.Simulation.Encoder.Steps;

/// <summary>How primitives are cut where a client or a wire cannot take them whole.</summary>
/// <param name="parts">Knows what goes in the general form, which is never cut.</param>
/// <param name="hasClipLists">Whether the client knows clip lists.</param>
/// <param name="limit">The largest rectangle of pixels that the wire frames.</param>
internal sealed class PiecePlan(PartBuilder parts, bool hasClipLists, BlockLimit limit)
{
    public bool IsWhole(PrimitiveFacts facts) =>
        parts.Needs(facts.Drawing!)
        || (NeedsNoClip(facts) && (facts.Drawing is not ImageCommand || limit.Allows(facts.Bounds)));

    /// <summary>The pieces of one that is not whole, in the order in which they must go.</summary>
    public IEnumerable<Rect> Of(PrimitiveFacts facts)
    {
        IEnumerable<Rect> pieces = NeedsNoClip(facts) ? [facts.Bounds] : ClipPieces.Of(facts.Drawing!, facts.Bounds);
        return facts.Drawing is ImageCommand ? pieces.SelectMany(limit.Cut) : pieces;
    }

    private bool NeedsNoClip(PrimitiveFacts facts) => hasClipLists || EncodedPrimitive.ClipOf(facts.Drawing!).IsEmpty;
}
