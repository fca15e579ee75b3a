using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Peers;

/// <summary>
/// Finds primitives of which nothing is left: a later opaque one painted over all of it, and nothing read it in between. They
/// may be dropped whatever else goes: whoever painted over them touches the same regions, so either it goes too, or those
/// regions are sent, or nothing of them goes.
/// </summary>
internal static class HiddenPrimitives
{
    // Far beyond what hides anything in practice; keeps a frame of many small primitives from taking square time.
    private const int MaxLookahead = 256;

    /// <summary>Whether nothing is left of a primitive at the end of its frame.</summary>
    public static bool IsHidden(FrameAnalysis analysis, int index)
    {
        var facts = analysis.Facts[index];
        if (facts.Drawing is null || facts.Bounds.IsEmpty)
        {
            return false;
        }

        var end = Math.Min(analysis.Count, index + 1 + MaxLookahead);
        for (var later = index + 1; later < end; later++)
        {
            var other = analysis.Facts[later];
            if (FrameAnalysis.Changes(facts, other))
            {
                return false;
            }

            if (other.Bounds.Contains(facts.Bounds) && IsOpaque(other))
            {
                return true;
            }
        }

        return false;
    }

    // Every pixel of its bounding box gets a value that does not depend on what was there. What a source lacks is not drawn.
    private static bool IsOpaque(PrimitiveFacts facts)
    {
        if (facts.Drawing is not { ReadsDestination: false, Target: { Clip: null, Mask: null } })
        {
            return false;
        }

        return facts.Drawing switch
        {
            FillCommand { Brush.Pattern: null } => true,
            CopyCommand => IsWhole(facts.ScreenSource, facts.Bounds),
            ImageCommand { Pixels: var pixels } image => !pixels.IsScaledTo(image.Target.Area)
                && new Rect(0, 0, image.Image.Width, image.Image.Height).Contains(image.SourceArea),
            _ => false,
        };
    }

    private static bool IsWhole(Rect source, Rect bounds) =>
        (source.Width, source.Height) == (bounds.Width, bounds.Height);
}
