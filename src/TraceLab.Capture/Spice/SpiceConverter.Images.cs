using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.Spice;

/// <summary>Draws that move whole pixels: COPY, BLEND, OPAQUE, ROP3, TRANSPARENT, COPY_BITS.</summary>
public sealed partial class SpiceConverter
{
    private const uint NearestScaling = 1;

    private SpiceOutcome DrawCopy(SpiceImageDraw copy, SpiceTarget target)
    {
        var outcome = IsRefused(copy) ? SpiceOutcome.Nothing : ApplyMask(copy.Mask, ref target);
        return outcome.IsDrawn ? CopyPixels(copy, null, target, SpiceRops.OfImage(copy.Rop), SourceUse.Raw) : outcome;
    }

    // For these two the server checks the image and its part before it takes the command at all.
    private static bool IsRefused(SpiceImageDraw copy)
    {
        var area = copy.SourceArea;
        if (copy.Image is null || area.Left < 0 || area.Left > area.Right || area.Top < 0 || area.Top > area.Bottom)
        {
            return true;
        }

        return copy.Image.Bitmap is { } bitmap
            && (!SpiceBitmaps.IsValid(bitmap) || area.Right > bitmap.Width || area.Bottom > bitmap.Height);
    }

    private SpiceOutcome CopyPixels(
        SpiceImageDraw draw,
        SpiceDrawable? drawable,
        SpiceTarget target,
        RasterOp rop,
        SourceUse use
    )
    {
        var outcome = TrySource(draw.Image, draw.SourceArea, drawable, target, use, out var source);
        outcome = outcome.IsDrawn ? CheckScaling(source, target, draw.ScaleMode == NearestScaling) : outcome;
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        if (rop == RasterOp.Copy && source.Pixels.IsScaledTo(target.Draw.Area))
        {
            return CopyScaled(target, source);
        }

        outcome = CheckDepth(source, target);
        if (outcome.IsDrawn)
        {
            FollowAlpha(target, source, rop);
            EmitCopy(target, source.Pixels, rop);
        }

        return outcome;
    }

    // Scaling goes through the blending library. For it pixels without alpha are opaque on a surface with alpha, and
    // what it leaves in the fourth byte of others is its own affair.
    private SpiceOutcome CopyScaled(SpiceTarget target, Source source)
    {
        if (target.Surface.Format == SpiceSurfaceFormat.Argb32 && !source.HasAlpha)
        {
            return EmitBlend(target, source, byte.MaxValue, SpiceAlphaFlags.DestinationHasAlpha);
        }

        FollowAlpha(target, source, RasterOp.NoOp);
        target.Surface.AlphaIsUncertain |= target.Surface.Format == SpiceSurfaceFormat.Xrgb32;
        EmitCopy(target, source.Pixels, RasterOp.Copy);
        return SpiceOutcome.Drawn;
    }

    private void EmitCopy(SpiceTarget target, PixelSource pixels, RasterOp rop) =>
        Emit(
            pixels.Image is { } image
                ? new ImageCommand(target.TimeNanoseconds, target.Draw, image, pixels.Area, rop)
                : new CopyCommand(target.TimeNanoseconds, target.Draw, pixels.SurfaceId, pixels.Area, rop)
        );

    private SpiceOutcome DrawCopyBits(SpiceCopyBits copy, SpiceTarget target)
    {
        var box = target.Draw.Area;
        if (!IsSane(copy.Source) || (copy.Source.X == box.Left && copy.Source.Y == box.Top))
        {
            return SpiceOutcome.Nothing;
        }

        var area = Rect.FromSize(copy.Source.X, copy.Source.Y, box.Width, box.Height);
        Emit(new CopyCommand(target.TimeNanoseconds, target.Draw, target.Surface.Id, area));
        return SpiceOutcome.Drawn;
    }

    // The image is copied, then the brush is combined with what was just copied.
    private SpiceOutcome DrawOpaque(SpiceImageDraw opaque, SpiceDrawable drawable, SpiceTarget target)
    {
        var outcome = ApplyMask(opaque.Mask, ref target);
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        outcome = TryBrush(opaque.Brush, target, SourceUse.Raw, out var brush);
        outcome = outcome.IsDrawn ? CopyPixels(opaque, drawable, target, RasterOp.Copy, SourceUse.Raw) : outcome;
        if (outcome.IsDrawn)
        {
            EmitFill(target, brush!, SpiceRops.OfBrushOverImage(opaque.Rop));
        }

        return outcome;
    }

    private SpiceOutcome DrawRop3(SpiceImageDraw rop3, SpiceDrawable drawable, SpiceTarget target)
    {
        var outcome = ApplyMask(rop3.Mask, ref target);
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        outcome = TrySource(rop3.Image, rop3.SourceArea, drawable, target, SourceUse.RawCopied, out var source);
        outcome = outcome.IsDrawn ? CheckDepth(source, target) : outcome;
        outcome = outcome.IsDrawn ? CheckRop3(rop3, source, target) : outcome;
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        outcome = TryBrush(rop3.Brush, target, SourceUse.RawCopied, out var brush);
        if (outcome.IsDrawn)
        {
            FollowRawAlpha(target, source);
            Emit(new Rop3Command(target.TimeNanoseconds, target.Draw, source.Pixels, brush!, (byte)rop3.Rop));
        }

        return outcome;
    }

    // The canvas has rules of its own here: the image must cover the box, a pattern must start before it, and scaling
    // rounds the part's corner to whole target pixels.
    private static SpiceOutcome CheckRop3(SpiceImageDraw rop3, Source source, SpiceTarget target)
    {
        var box = target.Draw.Area;
        var area = rop3.SourceArea;
        if (
            rop3.Brush is { Type: SpiceBrushType.Pattern } brush
            && (brush.Origin.X > box.Left || brush.Origin.Y > box.Top)
        )
        {
            return SpiceOutcome.Lost("rop3-pattern", "the pattern's origin lies inside or behind the box");
        }

        if (!source.Pixels.IsScaledTo(box))
        {
            var available =
                source.Surface is { } surface ? new Rect(0, 0, surface.Width, surface.Height)
                : source.Pixels.Image is { } image ? new Rect(0, 0, image.Width, image.Height)
                : Rect.Empty;
            return available.Contains(source.Pixels.Area)
                ? SpiceOutcome.Drawn
                : SpiceOutcome.Lost("source-area", "the image does not cover the box");
        }

        var cornerIsExact =
            IsExactCorner(area.Left, area.Width, box.Width) && IsExactCorner(area.Top, area.Height, box.Height);
        return cornerIsExact
            ? CheckScaling(source, target, rop3.ScaleMode == NearestScaling)
            : SpiceOutcome.Lost("rop3-scaling", "the scaled part's corner is no whole target pixel");
    }

    private static bool IsExactCorner(int corner, int sourceLength, int targetLength)
    {
        var step = ((long)sourceLength << 16) / targetLength;
        var rounded = (long)Math.Floor((corner / ((double)sourceLength / targetLength)) + 0.5);
        return rounded * step == (long)corner << 16;
    }

    private SpiceOutcome DrawTransparent(SpiceTransparent transparent, SpiceDrawable drawable, SpiceTarget target)
    {
        var use = SourceUse.Raw;
        var outcome = TrySource(transparent.Image, transparent.SourceArea, drawable, target, use, out var source);
        outcome = outcome.IsDrawn ? CheckScaling(source, target, isNearest: true) : outcome;
        outcome = outcome.IsDrawn ? CheckDepth(source, target) : outcome;
        outcome = outcome.IsDrawn ? CheckUnusedBit(transparent.Image, target) : outcome;
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        FollowRawAlpha(target, source);
        var surface = target.Surface;
        var key = PixelFormats.Quantize(transparent.TrueColor & 0x00FFFFFF, surface.StoredAs);
        Emit(new TransparentCommand(target.TimeNanoseconds, target.Draw, source.Pixels, key));
        return SpiceOutcome.Drawn;
    }

    // The canvas compares all 16 bits with a key whose unused bit is 0.
    private static SpiceOutcome CheckUnusedBit(SpiceImage? image, SpiceTarget target)
    {
        if (target.Surface.Format != SpiceSurfaceFormat.Rgb555 || image?.Bitmap is not { } bitmap)
        {
            return SpiceOutcome.Drawn;
        }

        var isSet = bitmap.Format == SpiceBitmapFormat.SixteenBit && SpiceBitmaps.HasUnusedBitSet(bitmap);
        return isSet
            ? SpiceOutcome.Lost(
                "transparent-555",
                "pixels with their unused bit set never match the transparent colour"
            )
            : SpiceOutcome.Drawn;
    }

    // As FollowAlpha, for operations that combine; scaled sources went through the blending library first.
    private static void FollowRawAlpha(SpiceTarget target, Source source)
    {
        FollowAlpha(target, source, RasterOp.NoOp);
        target.Surface.AlphaIsUncertain |= source.Pixels.IsScaledTo(target.Draw.Area);
    }
}
