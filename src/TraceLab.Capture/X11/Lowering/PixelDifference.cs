using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>Where a rectangle of a surface differs from other pixels. Those lie in rows of the rectangle's width.</summary>
internal static class PixelDifference
{
    /// <summary>The number of differing pixels; bits that the surface does not keep are not compared.</summary>
    public static long Count(Surface surface, Rect area, ReadOnlySpan<uint> other)
    {
        long count = 0;
        var mask = surface.PixelMask;
        for (var y = area.Top; y < area.Bottom; y++)
        {
            var row = surface.Row(y, area.Left, area.Right);
            var truth = other.Slice((y - area.Top) * area.Width, area.Width);
            if (row.SequenceEqual(truth))
            {
                continue;
            }

            for (var i = 0; i < row.Length; i++)
            {
                count += ((row[i] ^ truth[i]) & mask) != 0 ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The differing pixels as a region.</summary>
    public static PixelRegion Region(Surface surface, Rect area, ReadOnlySpan<uint> other)
    {
        var mask = surface.PixelMask;
        var runs = new List<Rect>();
        for (var y = area.Top; y < area.Bottom; y++)
        {
            var row = surface.Row(y, area.Left, area.Right);
            var truth = other.Slice((y - area.Top) * area.Width, area.Width);
            for (var i = 0; i < row.Length; i++)
            {
                var start = i;
                while (i < row.Length && ((row[i] ^ truth[i]) & mask) != 0)
                {
                    i++;
                }

                if (i > start)
                {
                    runs.Add(new Rect(area.Left + start, y, area.Left + i, y + 1));
                }
            }
        }

        return PixelRegion.Of(runs);
    }

    public static void Read(Surface surface, Rect area, Span<uint> pixels)
    {
        for (var y = area.Top; y < area.Bottom; y++)
        {
            surface.Row(y, area.Left, area.Right).CopyTo(pixels.Slice((y - area.Top) * area.Width, area.Width));
        }
    }

    public static void Write(Surface surface, Rect area, ReadOnlySpan<uint> pixels)
    {
        for (var y = area.Top; y < area.Bottom; y++)
        {
            pixels.Slice((y - area.Top) * area.Width, area.Width).CopyTo(surface.Row(y, area.Left, area.Right));
        }
    }

    /// <summary>A part of the pixels as an image for a surface.</summary>
    public static Image Cut(ReadOnlySpan<uint> pixels, Rect area, Rect part, Surface surface)
    {
        var bytes = new byte[part.Area * 4];
        var target = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
        for (var y = 0; y < part.Height; y++)
        {
            var at = ((part.Top - area.Top + y) * area.Width) + part.Left - area.Left;
            for (var x = 0; x < part.Width; x++)
            {
                target[(y * part.Width) + x] = pixels[at + x] & surface.PixelMask;
            }
        }

        var format = surface.Format == SurfaceFormat.Argb32 ? ImageFormat.Argb32 : ImageFormat.Xrgb32;
        return new Image(part.Width, part.Height, format, bytes);
    }
}
