using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Core.Painting;

/// <summary>Text: each glyph's coverage decides which pixels the brush reaches, and how strongly.</summary>
public sealed partial class Painter
{
    private void DrawGlyphs(GlyphsCommand command, Surface target, Rect area)
    {
        Reserve(ref _patternRow, target.Width);
        Reserve(ref _resultRow, target.Width);
        if (!_readFromSnapshot && ReadsOwnSurface(command))
        {
            TakeSnapshot(command, target);
        }

        foreach (var glyph in command.Glyphs)
        {
            if (glyph.Coverage.Format == ImageFormat.Alpha8)
            {
                DrawGlyph(command, glyph, target, area);
            }
        }
    }

    private void DrawGlyph(GlyphsCommand command, Glyph glyph, Surface target, Rect area)
    {
        var box = Rect.FromSize(glyph.Position.X, glyph.Position.Y, glyph.Coverage.Width, glyph.Coverage.Height);
        var visible = box.Intersect(area);
        for (var y = visible.Top; y < visible.Bottom; y++)
        {
            var brush = _patternRow.AsSpan(0, visible.Width);
            if (!ReadBrush(command.Brush, command.Target.SurfaceId, y, visible, brush))
            {
                return;
            }

            var coverage = glyph.Coverage.Row8(y - box.Top).Slice(visible.Left - box.Left, visible.Width);
            var row = target.Row(y, visible.Left, visible.Right);
            var result = _resultRow.AsSpan(0, visible.Width);
            if (command.Antialiased)
            {
                Blending.ByCoverage(brush, coverage, row, result);
            }
            else
            {
                RasterRows.Combine(command.Rop, brush, row, result);
            }

            StoreCovered(command.Target, y, visible.Left, coverage, result, row, target.Format);
        }
    }

    // Glyph coverage decides, and the mask where there is one.
    private static void StoreCovered(
        DrawTarget target,
        int y,
        int left,
        ReadOnlySpan<byte> coverage,
        ReadOnlySpan<uint> result,
        Span<uint> row,
        SurfaceFormat format
    )
    {
        var mask = target.Mask is null ? default : MaskRow(target.Mask, target, y);
        var shift = target.Mask is null ? 0 : left - target.Area.Left + target.Mask.Origin.X;
        for (var i = 0; i < row.Length; i++)
        {
            if (coverage[i] != 0 && (target.Mask is null || IsCovered(mask, i + shift)))
            {
                row[i] = PixelFormats.Quantize(result[i], format);
            }
        }
    }
}
