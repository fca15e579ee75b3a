using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.Spice;

/// <summary>Where a draw takes its pixels from.</summary>
public sealed partial class SpiceConverter
{
    private enum SourceUse
    {
        /// <summary>Whole pixels move as they are.</summary>
        Raw,

        /// <summary>As <see cref="Raw"/>, but out of a copy made first: overlap does no harm.</summary>
        RawCopied,

        /// <summary>Pixels are blended: their alpha counts.</summary>
        Blend,
    }

    /// <summary>
    /// Pixels to draw; whether their fourth byte is alpha to whoever blends; the surface they are read from, if it is one.
    /// </summary>
    private readonly record struct Source(PixelSource Pixels, bool HasAlpha, SpiceSurface? Surface);

    private SpiceOutcome TrySource(
        SpiceImage? image,
        Rect area,
        SpiceDrawable? drawable,
        SpiceTarget target,
        SourceUse use,
        out Source source
    )
    {
        source = default;
        if (!IsSane(area) || area.IsEmpty)
        {
            return SpiceOutcome.Lost(
                "source-area",
                $"the image's part {area.Left},{area.Top},{area.Right},{area.Bottom}"
            );
        }

        if (image is null)
        {
            return drawable is { UsesSelf: true }
                ? TrySelf(drawable.SelfArea, area, target, use, out source)
                : SpiceOutcome.Lost("missing-image", "the command has no image");
        }

        return image.Type switch
        {
            SpiceImageType.Quic => SpiceOutcome.Lost("quic-image", $"{image.QuicBytes} bytes of QUIC data"),
            SpiceImageType.Surface => TrySurface(image.SurfaceId, area, target, use, out source),
            _ => TryBitmap(image, area, target, use, out source),
        };
    }

    // The server makes a bitmap of the drawable's own surface before it draws.
    private static SpiceOutcome TrySelf(Rect selfArea, Rect area, SpiceTarget target, SourceUse use, out Source source)
    {
        source = default;
        var surface = target.Surface;
        var whole = new Rect(0, 0, surface.Width, surface.Height);
        if (!IsSane(selfArea) || selfArea.IsEmpty || !whole.Contains(selfArea))
        {
            return SpiceOutcome.Lost("self-area", "the drawable's own area lies outside its surface");
        }

        var moved = area.Offset(selfArea.Left, selfArea.Top);
        if (!selfArea.Contains(moved) || surface.Format == SpiceSurfaceFormat.Rgb565)
        {
            return SpiceOutcome.Lost("self-area", "the image's part lies outside the drawable's own area");
        }

        // Off-screen, the server looks at all pixels to decide whether their fourth bytes are alpha.
        if (use == SourceUse.Blend && surface is { IsScreen: false, Format: SpiceSurfaceFormat.Xrgb32 })
        {
            return SpiceOutcome.Lost("self-alpha", "alpha of the drawable's own surface");
        }

        source = new Source(
            PixelSource.Of(surface.Id, moved),
            surface.Format == SpiceSurfaceFormat.Argb32 && !surface.IsScreen,
            surface
        );
        return SpiceOutcome.Drawn;
    }

    private SpiceOutcome TrySurface(uint id, Rect area, SpiceTarget target, SourceUse use, out Source source)
    {
        source = default;
        if (!_surfaces.TryGetValue(id, out var surface))
        {
            return MissingSurface(id);
        }

        if (!surface.IsSupported)
        {
            return UnsupportedSurface(surface);
        }

        var box = target.Draw.Area;
        if (surface == target.Surface && use != SourceUse.RawCopied && area != box && area.Intersects(box))
        {
            return SpiceOutcome.Lost("self-overlap", "the result depends on the order in which pixels are drawn");
        }

        source = new Source(PixelSource.Of(surface.Id, area), surface.Format == SpiceSurfaceFormat.Argb32, surface);
        return SpiceOutcome.Drawn;
    }

    private static SpiceOutcome TryBitmap(
        SpiceImage image,
        Rect area,
        SpiceTarget target,
        SourceUse use,
        out Source source
    )
    {
        source = default;
        if (image.Bitmap is not { } bitmap || !SpiceBitmaps.IsValid(bitmap))
        {
            return SpiceOutcome.Lost("invalid-image", "a bitmap that the server refuses");
        }

        var part = area.Intersect(new Rect(0, 0, (int)bitmap.Width, (int)bitmap.Height));
        if (part.IsEmpty)
        {
            return SpiceOutcome.Nothing;
        }

        var decoded = TryDecode(image, bitmap, part, target.Surface, use, out var pixels);
        if (decoded.IsDrawn)
        {
            var hasAlpha = HasAlpha(bitmap, target.Surface);
            source = new Source(PixelSource.Of(pixels!, area.Offset(-part.Left, -part.Top)), hasAlpha, null);
        }

        return decoded;
    }

    // On surfaces with alpha, palette entries are taken for pixels with alpha too.
    private static bool HasAlpha(SpiceBitmap bitmap, SpiceSurface surface) =>
        bitmap.Format is SpiceBitmapFormat.Rgba or SpiceBitmapFormat.EightBitAlpha
        || (SpiceBitmaps.NeedsPalette(bitmap.Format) && surface.Format == SpiceSurfaceFormat.Argb32);

    private static SpiceOutcome TryDecode(
        SpiceImage image,
        SpiceBitmap bitmap,
        Rect part,
        SpiceSurface surface,
        SourceUse use,
        out Image? pixels
    )
    {
        pixels = null;
        var needsPalette = SpiceBitmaps.NeedsPalette(bitmap.Format);
        if (needsPalette && surface.Format == SpiceSurfaceFormat.Rgb565)
        {
            return SpiceOutcome.Lost("palette-565", "palettes have no meaning on 5-6-5 surfaces");
        }

        if ((long)part.Width * part.Height > Surface.MaxPixels)
        {
            return SpiceOutcome.Lost("image-size", $"an image of {part.Width}x{part.Height} pixels");
        }

        var keepsAlpha = use == SourceUse.Blend ? HasAlpha(bitmap, surface) : surface.KeepsAlpha;
        pixels = SpiceBitmaps.Decode(bitmap, part, keepsAlpha, surface.Format == SpiceSurfaceFormat.Rgb555);
        if (pixels is null)
        {
            return SpiceOutcome.Lost("palette-index", "a pixel names a palette entry that does not exist");
        }

        if (use != SourceUse.Blend)
        {
            pixels = FinishRaw(image, bitmap, surface, pixels);
        }

        return SpiceOutcome.Drawn;
    }

    // What the canvas does to an image when it converts it to the surface's format.
    private static Image FinishRaw(SpiceImage image, SpiceBitmap bitmap, SpiceSurface surface, Image pixels)
    {
        var becomesOpaque =
            bitmap.Format == SpiceBitmapFormat.SixteenBit
            || ((image.Flags & SpiceFlags.ImageHighBitsSet) != 0 && bitmap.Format != SpiceBitmapFormat.Rgba);
        if (surface.KeepsAlpha && becomesOpaque)
        {
            pixels = SpiceBitmaps.Opaque(pixels);
        }

        return surface.Is32Bit ? pixels : SpiceBitmaps.Quantized(pixels, surface.StoredAs);
    }

    // Nearest scaling is exact as long as it stays inside its source; the canvas interpolates with whatever its library has.
    private static SpiceOutcome CheckScaling(Source source, SpiceTarget target, bool isNearest)
    {
        if (!source.Pixels.IsScaledTo(target.Draw.Area))
        {
            return SpiceOutcome.Drawn;
        }

        var area = source.Pixels.Area;
        if (!isNearest)
        {
            var box = target.Draw.Area;
            var detail = $"{area.Width}x{area.Height} pixels to {box.Width}x{box.Height}";
            return SpiceOutcome.Lost("interpolated-scaling", detail);
        }

        var whole =
            source.Surface is { } surface ? new Rect(0, 0, surface.Width, surface.Height)
            : source.Pixels.Image is { } image ? new Rect(0, 0, image.Width, image.Height)
            : Rect.Empty;
        return whole.Contains(area)
            ? SpiceOutcome.Drawn
            : SpiceOutcome.Lost("source-area", "a scaled image's part reaches outside the image");
    }

    // Where whole pixels move the canvas insists on equal depths; only its blending library converts.
    private static SpiceOutcome CheckDepth(Source source, SpiceTarget target) =>
        source.Surface is { } surface && surface.Is32Bit != target.Surface.Is32Bit
            ? SpiceOutcome.Lost("surface-depth", $"surface {surface.Id} has another depth than the target")
            : SpiceOutcome.Drawn;

    // Keeps track of fourth bytes that may differ from the server's.
    private static void FollowAlpha(SpiceTarget target, Source source, RasterOp rop)
    {
        var surface = target.Surface;
        var isUncertain = source.Surface is { AlphaIsUncertain: true };
        var coversAll =
            rop == RasterOp.Copy
            && target.Draw is { Clip: null, Mask: null }
            && target.Draw.Area == new Rect(0, 0, surface.Width, surface.Height);
        if (isUncertain || coversAll)
        {
            surface.AlphaIsUncertain = isUncertain || surface.IsScreen;
        }
    }
}
