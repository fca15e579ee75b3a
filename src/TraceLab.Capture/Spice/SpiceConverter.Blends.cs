using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>Draws that blend an image: ALPHA_BLEND and what can be executed of COMPOSITE.</summary>
public sealed partial class SpiceConverter
{
    private SpiceOutcome DrawAlphaBlend(SpiceAlphaBlend blend, SpiceDrawable drawable, SpiceTarget target)
    {
        if (blend.Alpha == 0)
        {
            return SpiceOutcome.Nothing;
        }

        var outcome = TrySource(blend.Image, blend.SourceArea, drawable, target, SourceUse.Blend, out var source);
        outcome = outcome.IsDrawn ? CheckScaling(source, target, isNearest: true) : outcome;
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        var borrowsAlpha =
            blend.Flags.HasFlag(SpiceAlphaFlags.SourceSurfaceHasAlpha)
            && blend.Image is not null
            && source.Surface is { Format: SpiceSurfaceFormat.Xrgb32 };
        var hasAlpha = source.HasAlpha || borrowsAlpha;
        return EmitBlend(target, source with { HasAlpha = hasAlpha }, (byte)blend.Alpha, blend.Flags);
    }

    private SpiceOutcome EmitBlend(SpiceTarget target, Source source, byte alpha, SpiceAlphaFlags flags)
    {
        if (source is { HasAlpha: true, Surface.AlphaIsUncertain: true })
        {
            return SpiceOutcome.Lost(
                "uncertain-alpha",
                $"the alpha of surface {source.Surface.Id} is not known exactly"
            );
        }

        if (target.Surface.Format == SpiceSurfaceFormat.Xrgb32 && !flags.HasFlag(SpiceAlphaFlags.DestinationHasAlpha))
        {
            target.Surface.AlphaIsUncertain = true;
        }

        Emit(new BlendCommand(target.TimeNanoseconds, target.Draw, source.Pixels, alpha, source.HasAlpha));
        return SpiceOutcome.Drawn;
    }

    // Two operators without mask and transform are other commands in disguise: Src is a copy, Over a blend.
    private SpiceOutcome DrawComposite(SpiceComposite composite, SpiceDrawable drawable, SpiceTarget target)
    {
        const uint OperatorSrc = 1;
        const uint OperatorOver = 3;
        const uint SourceIsOpaque = 1 << 22;
        var operation = composite.Flags & 0xFF;
        var box = target.Draw.Area;
        var isKnown = composite.IsPlain && target.Surface.Is32Bit && operation is OperatorSrc or OperatorOver;
        if (!isKnown || composite.Image is null || !IsSane(composite.SourceOrigin))
        {
            return SpiceOutcome.Lost("composite", $"operator {operation}, flags {composite.Flags}");
        }

        var area = Rect.FromSize(composite.SourceOrigin.X, composite.SourceOrigin.Y, box.Width, box.Height);
        var outcome = TrySource(composite.Image, area, drawable, target, SourceUse.Blend, out var source);
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        var covers = source.Pixels switch
        {
            { Image: { } image } => new Rect(0, 0, image.Width, image.Height).Contains(source.Pixels.Area),
            _ => new Rect(0, 0, source.Surface!.Width, source.Surface.Height).Contains(area),
        };
        if (!covers)
        {
            return SpiceOutcome.Lost("composite", "the source does not cover the box");
        }

        // Unlike for ALPHA_BLEND, the canvas first converts the image to what the surface holds.
        var keepsAlpha = composite.Image.Bitmap is null or { Format: SpiceBitmapFormat.Rgba };
        var hasAlpha = source.HasAlpha && keepsAlpha && (composite.Flags & SourceIsOpaque) == 0;
        if (operation == OperatorSrc && hasAlpha)
        {
            FollowAlpha(target, source, RasterOp.Copy);
            EmitCopy(target, source.Pixels, RasterOp.Copy);
            return SpiceOutcome.Drawn;
        }

        return EmitBlend(target, source with { HasAlpha = hasAlpha }, byte.MaxValue, SpiceAlphaFlags.None);
    }
}
