using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Model;

/// <summary>Requests of RENDER about glyph sets.</summary>
internal static class GlyphRequests
{
    public static void Create(XResources resources, WireBytes request) =>
        resources.GlyphSets[request.U32(4)] = new XGlyphSet(resources.Formats.GetValueOrDefault(request.U32(8)));

    public static void Reference(XResources resources, WireBytes request)
    {
        if (resources.GlyphSets.TryGetValue(request.U32(8), out var existing))
        {
            resources.GlyphSets[request.U32(4)] = existing;
        }
    }

    /// <summary>Numbers, then 12 bytes of metrics each, then the images, one after the other.</summary>
    public static void Add(XResources resources, WireBytes request)
    {
        if (!resources.GlyphSets.TryGetValue(request.U32(4), out var set))
        {
            return;
        }

        var count = request.U32(8);
        if (count > (uint)request.Length / 16)
        {
            return;
        }

        var metrics = request.From(12 + ((int)count * 4));
        var images = metrics.From((int)count * 12);
        for (var i = 0; i < count; i++)
        {
            var m = metrics.From(i * 12);
            var (width, height) = (m.U16(0), m.U16(2));
            var rowBytes = RowBytes(set.Format.Depth, width);
            set.Glyphs[request.U32(12 + (i * 4))] = new XGlyph(
                CoverageOf(set.Format, width, height, images.Bytes, rowBytes),
                new Point(-m.I16(4), -m.I16(6)),
                new Point(width, height),
                new Point(m.I16(8), m.I16(10))
            );
            images = images.From(rowBytes * height);
        }
    }

    public static void Free(XResources resources, WireBytes request)
    {
        if (resources.GlyphSets.TryGetValue(request.U32(4), out var set))
        {
            for (var at = 8; at + 4 <= request.Length; at += 4)
            {
                set.Glyphs.Remove(request.U32(at));
            }
        }
    }

    // Rows are padded to whole words.
    private static int RowBytes(byte depth, int width) =>
        depth switch
        {
            1 => (width + 31) / 32 * 4,
            4 => ((width * 4) + 31) / 32 * 4,
            8 => (width + 3) & ~3,
            _ => width * 4,
        };

    // Bits lie as in the mirror's images, the lowest one first, whatever the client's byte order is.
    private static Image? CoverageOf(PictureFormat format, int width, int height, ReadOnlySpan<byte> rows, int rowBytes)
    {
        if (width == 0 || height == 0 || format.Depth is not (1 or 8) || rows.Length < (long)rowBytes * height)
        {
            return null;
        }

        var coverage = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = rows.Slice(y * rowBytes, rowBytes);
            for (var x = 0; x < width; x++)
            {
                coverage[(y * width) + x] =
                    format.Depth == 8 ? row[x]
                    : (row[x >> 3] >> (x & 7) & 1) != 0 ? (byte)255
                    : (byte)0;
            }
        }

        return new Image(width, height, ImageFormat.Alpha8, coverage);
    }
}
