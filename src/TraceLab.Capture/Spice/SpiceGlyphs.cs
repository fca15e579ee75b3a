using System.Buffers.Binary;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.Spice;

/// <summary>
/// Packed raster glyphs: position and origin (two pairs of int32), width and height (uint16), then rows of 1, 4 or 8 bits a
/// pixel, each starting on a byte. The canvas takes the first row in memory for the bottom one, whatever the flags say.
/// </summary>
public static class SpiceGlyphs
{
    private const int HeadBytes = 20;

    // Farther away no glyph reaches a surface.
    private const int MaxPosition = 1 << 20;

    /// <summary>Bits a pixel that the flags of a string ask for; 0 for vector glyphs, which the canvas does not draw.</summary>
    public static int BitsPerPixel(uint flags) =>
        (flags & 1) != 0 ? 1
        : (flags & 2) != 0 ? 4
        : (flags & 4) != 0 ? 8
        : 0;

    /// <summary>
    /// The glyphs that touch <paramref name="box"/>. Glyphs that overlap are joined into one, since the canvas collects the
    /// coverage of all before it paints. Null when the data is not <paramref name="count"/> whole glyphs.
    /// </summary>
    public static Glyph[]? Parse(byte[] packed, uint count, int bitsPerPixel, Rect box)
    {
        var found = new List<PackedGlyph>();
        var position = 0;
        for (uint i = 0; i < count; i++)
        {
            if (!TryTake(packed, ref position, bitsPerPixel, out var glyph))
            {
                return null;
            }

            if (glyph.Area.Intersects(box))
            {
                found.Add(glyph);
            }
        }

        if (position != packed.Length)
        {
            return null;
        }

        return Overlaps(found)
            ? [Collect(packed, found, JointArea(found, box), bitsPerPixel)]
            : [.. found.Select(g => Collect(packed, [g], g.Area, bitsPerPixel))];
    }

    private readonly record struct PackedGlyph(Rect Area, int Offset);

    // Joining is always right, only keeps equal glyphs from being stored once; so a long list is not worth the comparing.
    private static bool Overlaps(List<PackedGlyph> glyphs)
    {
        const int LongList = 1024;
        for (var i = 0; i < glyphs.Count; i++)
        {
            for (var k = 0; k < i; k++)
            {
                if (glyphs.Count > LongList || glyphs[i].Area.Intersects(glyphs[k].Area))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Rect JointArea(List<PackedGlyph> glyphs, Rect box)
    {
        var area = Rect.Empty;
        foreach (var glyph in glyphs)
        {
            area = area.BoundingUnion(glyph.Area.Intersect(box));
        }

        return area;
    }

    private static bool TryTake(ReadOnlySpan<byte> packed, ref int position, int bitsPerPixel, out PackedGlyph glyph)
    {
        glyph = default;
        var head = packed[position..];
        if (head.Length < HeadBytes)
        {
            return false;
        }

        var x = (long)BinaryPrimitives.ReadInt32LittleEndian(head) + BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        var y =
            (long)BinaryPrimitives.ReadInt32LittleEndian(head[4..])
            + BinaryPrimitives.ReadInt32LittleEndian(head[12..]);
        var width = BinaryPrimitives.ReadUInt16LittleEndian(head[16..]);
        var height = BinaryPrimitives.ReadUInt16LittleEndian(head[18..]);
        var size = (long)height * Stride(width, bitsPerPixel);
        if (head.Length - HeadBytes < size)
        {
            return false;
        }

        var isNear = Math.Abs(x) <= MaxPosition && Math.Abs(y) <= MaxPosition;
        var area = isNear ? Rect.FromSize((int)x, (int)y, width, height) : Rect.Empty;
        glyph = new PackedGlyph(area, position + HeadBytes);
        position += HeadBytes + (int)size;
        return true;
    }

    private static int Stride(int width, int bitsPerPixel) => ((width * bitsPerPixel) + 7) / 8;

    private static Glyph Collect(ReadOnlySpan<byte> packed, List<PackedGlyph> glyphs, Rect bounds, int bitsPerPixel)
    {
        var coverage = new byte[bounds.Width * bounds.Height];
        foreach (var glyph in glyphs)
        {
            var area = glyph.Area;
            var part = area.Intersect(bounds);
            var stride = Stride(area.Width, bitsPerPixel);
            for (var y = part.Top; y < part.Bottom; y++)
            {
                var row = packed.Slice(glyph.Offset + ((area.Bottom - 1 - y) * stride), stride);
                var target = coverage.AsSpan(((y - bounds.Top) * bounds.Width) + part.Left - bounds.Left, part.Width);
                for (var x = 0; x < target.Length; x++)
                {
                    target[x] = Join(target[x], row, part.Left - area.Left + x, bitsPerPixel);
                }
            }
        }

        var image = new Image(bounds.Width, bounds.Height, ImageFormat.Alpha8, coverage);
        return new Glyph(image, new Point(bounds.Left, bounds.Top));
    }

    // The greater coverage wins. Four bits are widened by zeros, so full coverage does not exist in them; the lower four are
    // compared before the upper ones are cut off, so they win whenever the pixel beside them is covered.
    private static byte Join(byte coverage, ReadOnlySpan<byte> row, int x, int bitsPerPixel) =>
        bitsPerPixel switch
        {
            1 => (row[x / 8] & (0x80 >> (x % 8))) != 0 ? byte.MaxValue : coverage,
            4 => unchecked((byte)Math.Max(coverage, x % 2 == 0 ? row[x / 2] & 0xF0 : row[x / 2] << 4)),
            _ => Math.Max(coverage, row[x]),
        };
}
