using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Core.Painting;

/// <summary>
/// The plain operations that both the adapter and a client have. Areas lie inside their surfaces; an empty clip list means
/// that nothing is clipped.
/// </summary>
public static class SurfaceDrawing
{
    public static void Fill(Surface target, Rect area, ReadOnlySpan<Rect> clip, uint color)
    {
        var stored = PixelFormats.Quantize(color, target.Format);
        if (clip.IsEmpty)
        {
            Fill(target, area, stored);
        }

        foreach (var rect in clip)
        {
            Fill(target, rect.Intersect(area), stored);
        }
    }

    /// <summary>
    /// Copies within one surface as if all pixels were read first: rows are taken in the order that never overwrites one
    /// still to be read, and a row's own overlap is the span copy's affair (hazard H3).
    /// </summary>
    public static void CopyWithin(Surface surface, Rect area, Point source)
    {
        var dx = source.X - area.Left;
        var dy = source.Y - area.Top;
        for (var i = 0; i < area.Height; i++)
        {
            var y = dy >= 0 ? area.Top + i : area.Bottom - 1 - i;
            surface.ReadRow(y + dy, area.Left + dx, area.Right + dx).CopyTo(surface.Row(y, area.Left, area.Right));
        }
    }

    /// <summary>Copies the top left corner of another surface onto the area.</summary>
    public static void CopyFrom(Surface target, Rect area, ReadOnlySpan<Rect> clip, Surface source)
    {
        if (clip.IsEmpty)
        {
            CopyFrom(target, area, area, source);
        }

        foreach (var rect in clip)
        {
            CopyFrom(target, area, rect.Intersect(area), source);
        }
    }

    private static void Fill(Surface target, Rect area, uint stored)
    {
        for (var y = area.Top; y < area.Bottom; y++)
        {
            target.Row(y, area.Left, area.Right).Fill(stored);
        }
    }

    private static void CopyFrom(Surface target, Rect area, Rect part, Surface source)
    {
        for (var y = part.Top; y < part.Bottom; y++)
        {
            var row = source.ReadRow(y - area.Top, part.Left - area.Left, part.Right - area.Left);
            PixelFormats.Store(row, target.Row(y, part.Left, part.Right), target.Format);
        }
    }
}
