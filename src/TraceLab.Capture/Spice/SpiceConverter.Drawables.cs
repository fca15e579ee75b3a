using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>Drawables: the server's checks, the target with its clip, then the draw itself.</summary>
public sealed partial class SpiceConverter
{
    // Coordinates beyond this are no pixels of any surface; sums of two of them stay far from overflow.
    private const int MaxCoordinate = 1 << 20;

    private void ConvertDrawable(SpiceDrawable drawable)
    {
        var outcome = TryTarget(drawable, out var target);
        if (outcome.IsDrawn && target is not null)
        {
            outcome = Draw(drawable, target);
        }

        if (outcome.IsLost)
        {
            var area = target?.Draw.Bounds ?? drawable.Box;
            Lose(outcome.Cause!, unchecked((int)drawable.SurfaceId), area, outcome.Detail);
        }
        else if (!outcome.IsDrawn)
        {
            Ineffective++;
        }
    }

    private SpiceOutcome TryTarget(SpiceDrawable drawable, out SpiceTarget? target)
    {
        target = null;
        if (!_surfaces.TryGetValue(drawable.SurfaceId, out var surface))
        {
            return MissingSurface(drawable.SurfaceId);
        }

        if (!surface.IsSupported)
        {
            return UnsupportedSurface(surface);
        }

        var box = drawable.Box;
        if (box.IsEmpty || !new Rect(0, 0, surface.Width, surface.Height).Contains(box))
        {
            return SpiceOutcome.Nothing;
        }

        foreach (var dependency in drawable.Dependencies)
        {
            if (dependency != -1 && !_surfaces.ContainsKey(unchecked((uint)dependency)))
            {
                return MissingSurface(unchecked((uint)dependency));
            }
        }

        var clip = NormalizeClip(drawable.Clip, box);
        if (clip is { Length: 0 })
        {
            return SpiceOutcome.Nothing;
        }

        target = new SpiceTarget(_time, surface, new DrawTarget(surface.Id, box, clip));
        return SpiceOutcome.Drawn;
    }

    // The server draws nothing for a surface it does not know; but a restored guest has surfaces that we do not know.
    private SpiceOutcome MissingSurface(uint id) =>
        _hasForeignSurfaces
            ? SpiceOutcome.Lost("restored-surface", $"surface {id} was restored, not recorded")
            : SpiceOutcome.Nothing;

    private static SpiceOutcome UnsupportedSurface(SpiceSurface surface) =>
        SpiceOutcome.Lost("surface-format", $"surface {surface.Id} has format {(uint)surface.Format}");

    // Parts outside the box go; one rectangle that holds the box is no clip.
    private static Rect[]? NormalizeClip(Rect[]? clip, Rect box)
    {
        if (clip is null)
        {
            return null;
        }

        var inside = new List<Rect>(clip.Length);
        foreach (var rect in clip)
        {
            var part = rect.Intersect(box);
            if (part == box)
            {
                return null;
            }

            if (!part.IsEmpty)
            {
                inside.Add(part);
            }
        }

        return [.. inside];
    }

    private SpiceOutcome Draw(SpiceDrawable drawable, SpiceTarget target)
    {
        switch (drawable.Draw)
        {
            case SpiceFill fill:
                return DrawFill(fill, target);
            case SpiceImageDraw { Type: SpiceDrawType.Copy or SpiceDrawType.Blend } copy:
                return DrawCopy(copy, target);
            case SpiceImageDraw { Type: SpiceDrawType.Opaque } opaque:
                return DrawOpaque(opaque, drawable, target);
            case SpiceImageDraw rop3:
                return DrawRop3(rop3, drawable, target);
            case SpiceCopyBits copyBits:
                return DrawCopyBits(copyBits, target);
            case SpiceMaskDraw maskDraw:
                return DrawMasked(maskDraw, target);
            case SpiceTransparent transparent:
                return DrawTransparent(transparent, drawable, target);
            case SpiceAlphaBlend blend:
                return DrawAlphaBlend(blend, drawable, target);
            case SpiceComposite composite:
                return DrawComposite(composite, drawable, target);
            case SpiceText text:
                return DrawText(text, target);
            case SpiceStroke stroke:
                return DrawStroke(stroke, target);
            default:
                return SpiceOutcome.Nothing;
        }
    }

    // The mask becomes part of the target; of its image only what lies under the box is kept.
    private SpiceOutcome ApplyMask(SpiceMask mask, ref SpiceTarget target)
    {
        if (mask.Image is not { } image)
        {
            return SpiceOutcome.Drawn;
        }

        if (image is not { Bitmap: { } bitmap } || !SpiceBitmaps.IsValid(bitmap, isMask: true))
        {
            return SpiceOutcome.Lost("mask-image", $"a mask of image type {(uint)image.Type}");
        }

        var box = target.Draw.Area;
        if (!IsSane(mask.Origin))
        {
            return SpiceOutcome.Nothing;
        }

        var covered = Rect.FromSize(mask.Origin.X, mask.Origin.Y, box.Width, box.Height);
        var part = covered.Intersect(new Rect(0, 0, (int)bitmap.Width, (int)bitmap.Height));
        if (part.IsEmpty)
        {
            return SpiceOutcome.Nothing;
        }

        var coverage = SpiceBitmaps.DecodeMask(bitmap, part, (mask.Flags & SpiceFlags.MaskInverted) != 0);
        if (coverage is null)
        {
            return SpiceOutcome.Lost("mask-image", $"a mask of bitmap format {(uint)bitmap.Format}");
        }

        var origin = new Point(mask.Origin.X - part.Left, mask.Origin.Y - part.Top);
        target = target with { Draw = target.Draw with { Mask = new Mask(coverage, origin) } };
        return SpiceOutcome.Drawn;
    }

    private static bool IsSane(Point point) => IsSane(point.X) && IsSane(point.Y);

    private static bool IsSane(Rect rect) =>
        IsSane(rect.Left) && IsSane(rect.Top) && IsSane(rect.Right) && IsSane(rect.Bottom);

    private static bool IsSane(int coordinate) => coordinate is >= -MaxCoordinate and <= MaxCoordinate;
}
