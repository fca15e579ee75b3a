using TraceLab.Core.Commands;

namespace TraceLab.Capture.Spice;

/// <summary>TEXT: a brush behind, then glyphs that the fore brush is blended through. Its fore mode can only be Put.</summary>
public sealed partial class SpiceConverter
{
    private SpiceOutcome DrawText(SpiceText text, SpiceTarget target)
    {
        var bitsPerPixel = SpiceGlyphs.BitsPerPixel(text.Flags);
        var box = target.Draw.Area;
        var glyphs = bitsPerPixel == 0 ? null : SpiceGlyphs.Parse(text.Glyphs, text.Length, bitsPerPixel, box);
        if (glyphs is null || text.Length == 0)
        {
            return SpiceOutcome.Lost(
                "text-string",
                $"{text.Length} glyphs of {bitsPerPixel} bits in {text.Glyphs.Length} bytes"
            );
        }

        if (!text.BackArea.IsEmpty && text.ForeMode != SpiceRop.Put)
        {
            return SpiceOutcome.Nothing;
        }

        var outcome = TryTextBrush(text.Fore, target, out var brush);
        outcome = outcome.IsDrawn ? DrawBack(text, target) : outcome;
        if (outcome.IsDrawn && brush is not null && glyphs.Length > 0)
        {
            target.Surface.AlphaIsUncertain |= target.Surface.Format == SpiceSurfaceFormat.Xrgb32;
            Emit(new GlyphsCommand(target.TimeNanoseconds, target.Draw, glyphs, brush, bitsPerPixel != 1));
            if (bitsPerPixel == 8)
            {
                // The canvas reads 8-bit glyphs one row past their end: what the server showed is not defined.
                Lose("text-8-bit", target.Surface.Id, target.Draw.Bounds, $"{text.Length} glyphs of 8 bits");
            }
        }

        return outcome;
    }

    private SpiceOutcome DrawBack(SpiceText text, SpiceTarget target)
    {
        var back = text.BackArea.Intersect(target.Draw.Area);
        if (back.IsEmpty)
        {
            return SpiceOutcome.Drawn;
        }

        var behind = target with { Draw = target.Draw with { Area = back } };
        var outcome = TryBrush(text.Back, behind, SourceUse.Raw, out var brush);
        if (outcome.IsDrawn)
        {
            EmitFill(behind, brush!, RasterOp.Copy);
        }

        return outcome;
    }

    // Null for no brush: then the glyphs are not painted. Text colours are opaque, on surfaces with alpha too.
    private SpiceOutcome TryTextBrush(SpiceBrush fore, SpiceTarget target, out Brush? brush)
    {
        brush = null;
        switch (fore.Type)
        {
            case SpiceBrushType.None:
                return SpiceOutcome.Drawn;
            case SpiceBrushType.Solid:
                brush = Brush.Solid(target.Surface.Is32Bit ? fore.Color | 0xFF000000 : TextColor16(fore.Color));
                return SpiceOutcome.Drawn;
            default:
                return TryTextPattern(fore, target, out brush);
        }
    }

    private SpiceOutcome TryTextPattern(SpiceBrush fore, SpiceTarget target, out Brush? brush)
    {
        brush = null;
        var outcome = TryPattern(fore, target, SourceUse.Raw, out var source);
        if (!outcome.IsDrawn)
        {
            return outcome;
        }

        var isPlain = !source.HasAlpha && (source.Pixels.Image is not null || !target.Surface.KeepsAlpha);
        if (!isPlain)
        {
            return SpiceOutcome.Lost("text-pattern", "glyphs painted with a pattern that has alpha");
        }

        var pixels =
            source.Pixels.Image is { } image && target.Surface.KeepsAlpha
                ? source.Pixels with
                {
                    Image = SpiceBitmaps.Opaque(image),
                }
                : source.Pixels;
        brush = Brush.Tiled(pixels, WrapOrigin(fore.Origin, pixels.Area));
        return SpiceOutcome.Drawn;
    }

    // The canvas reads text colours of all 16-bit surfaces as three times five bits, in 5-6-5 ones too.
    private static uint TextColor16(uint raw)
    {
        uint color = 0xFF;
        for (var shift = 10; shift >= 0; shift -= 5)
        {
            var channel = (raw >> shift) & 0x1F;
            color = (color << 8) | (channel * 0xFFFF / 0x1F >> 8);
        }

        return color;
    }
}
