using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>Draws of a brush: FILL, BLACKNESS, WHITENESS, INVERS.</summary>
public sealed partial class SpiceConverter
{
    private SpiceOutcome DrawFill(SpiceFill fill, SpiceTarget target)
    {
        var outcome = ApplyMask(fill.Mask, ref target);
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        outcome = TryBrush(fill.Brush, target, SourceUse.Raw, out var brush);
        if (outcome.IsDrawn)
        {
            EmitFill(target, brush!, SpiceRops.OfBrush(fill.Rop));
        }

        return outcome;
    }

    private SpiceOutcome DrawMasked(SpiceMaskDraw draw, SpiceTarget target)
    {
        var outcome = ApplyMask(draw.Mask, ref target);
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        var (raw, rop) = draw.Type switch
        {
            SpiceDrawType.Blackness => (0u, RasterOp.Copy),
            SpiceDrawType.Whiteness => (uint.MaxValue, RasterOp.Copy),
            _ => (0u, RasterOp.Invert),
        };
        EmitFill(target, Brush.Solid(target.Surface.Widen(raw)), rop);
        return SpiceOutcome.Drawn;
    }

    private void EmitFill(SpiceTarget target, Brush brush, RasterOp rop) =>
        Emit(new FillCommand(target.TimeNanoseconds, target.Draw, brush, rop));

    // Colours are raw pixels of the surface; no brush at all counts as colour 0, for operations that need none.
    private SpiceOutcome TryBrush(SpiceBrush brush, SpiceTarget target, SourceUse use, out Brush? result)
    {
        if (brush.Type != SpiceBrushType.Pattern)
        {
            result = Brush.Solid(target.Surface.Widen(brush.Color));
            return SpiceOutcome.Drawn;
        }

        var outcome = TryPattern(brush, target, use, out var source);
        result = outcome.IsDrawn ? Brush.Tiled(source.Pixels, WrapOrigin(brush.Origin, source.Pixels.Area)) : null;
        if (outcome.IsDrawn)
        {
            FollowAlpha(target, source, RasterOp.NoOp);
        }

        return outcome;
    }

    private SpiceOutcome TryPattern(SpiceBrush brush, SpiceTarget target, SourceUse use, out Source source)
    {
        source = default;
        if (brush.Pattern is not { } pattern)
        {
            return SpiceOutcome.Lost("missing-image", "the pattern brush has no image");
        }

        if (pattern.Type == SpiceImageType.Surface)
        {
            if (!_surfaces.TryGetValue(pattern.SurfaceId, out var surface))
            {
                return MissingSurface(pattern.SurfaceId);
            }

            if (surface == target.Surface && use != SourceUse.RawCopied)
            {
                return SpiceOutcome.Lost("self-overlap", "the pattern is the surface that is painted");
            }

            var whole = new Rect(0, 0, surface.Width, surface.Height);
            var outcome = TrySource(pattern, whole, null, target, use, out source);
            return outcome.IsDrawn ? CheckDepth(source, target) : outcome;
        }

        var (width, height) = pattern.Bitmap is { } bitmap ? (bitmap.Width, bitmap.Height) : (1, 1);
        var area = new Rect(0, 0, (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
        return TrySource(pattern, area, null, target, use, out source);
    }

    // The same tiling with an origin inside the first tile, so that no later sum can overflow.
    private static Point WrapOrigin(Point origin, Rect tile) =>
        new(Modulo(origin.X, tile.Width), Modulo(origin.Y, tile.Height));

    private static int Modulo(int value, int divisor) => (int)((((long)value % divisor) + divisor) % divisor);
}
