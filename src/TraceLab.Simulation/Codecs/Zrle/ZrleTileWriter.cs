using System.Buffers;

namespace TraceLab.Simulation.Codecs.Zrle;

/// <summary>
/// Tiles of at most 64×64 pixels before compression, RFC 6143 section 7.7.6: each takes the smallest of raw, solid, packed
/// palette, plain and palette run lengths. Pixels are CPIXELs of three bytes, B G R.
/// </summary>
internal sealed class ZrleTileWriter
{
    public const int TileSize = 64;
    public const int RunFlag = 128;
    private const int MaxPackedColors = 16;
    private const int MaxColors = 127;

    private readonly Palette _palette = new(MaxColors);
    private readonly uint[] _tile = new uint[TileSize * TileSize];

    /// <summary>Bits of an index of a packed palette.</summary>
    public static int BitsFor(int colors) =>
        colors switch
        {
            <= 2 => 1,
            <= 4 => 2,
            _ => 4,
        };

    /// <summary>Appends one tile of the block.</summary>
    public void Write(PixelBlock block, int x, int y, ArrayBufferWriter<byte> output)
    {
        var width = Math.Min(TileSize, block.Width - x);
        var height = Math.Min(TileSize, block.Height - y);
        var tile = _tile.AsSpan(0, width * height);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                tile[(row * width) + column] = block.Row(y + row)[x + column] & 0xFFFFFF;
            }
        }

        var hasPalette = _palette.TryFill(tile);
        var (plain, indexed) = RunBytes(tile);
        var colors = hasPalette ? _palette.Count : 0;
        var packed = hasPalette && colors <= MaxPackedColors ? PackedBytes(colors, width, height) : int.MaxValue;
        indexed = hasPalette ? indexed + (colors * 3) : int.MaxValue;
        var least = Math.Min(Math.Min(tile.Length * 3, plain), Math.Min(packed, indexed));
        if (colors == 1)
        {
            WriteByte(output, 1);
            WritePixel(output, tile[0]);
        }
        else if (least == packed)
        {
            WritePacked(tile, width, output);
        }
        else if (least == indexed)
        {
            WriteByte(output, RunFlag + colors);
            WritePalette(output);
            WriteRuns(tile, output, isIndexed: true);
        }
        else if (least == plain)
        {
            WriteByte(output, RunFlag);
            WriteRuns(tile, output, isIndexed: false);
        }
        else
        {
            WriteRaw(tile, output);
        }
    }

    private static int PackedBytes(int colors, int width, int height) =>
        (colors * 3) + (height * (((width * BitsFor(colors)) + 7) / 8));

    // Bytes of plain runs, and of runs of palette indexes without the palette.
    private static (int Plain, int Indexed) RunBytes(ReadOnlySpan<uint> tile)
    {
        var (plain, indexed) = (0, 0);
        for (var start = 0; start < tile.Length; )
        {
            var length = RunLength(tile[start..]);
            var lengthBytes = ((length - 1) / 255) + 1;
            plain += 3 + lengthBytes;
            indexed += length == 1 ? 1 : 1 + lengthBytes;
            start += length;
        }

        return (plain, indexed);
    }

    private static int RunLength(ReadOnlySpan<uint> pixels)
    {
        var same = pixels.IndexOfAnyExcept(pixels[0]);
        return same < 0 ? pixels.Length : same;
    }

    private void WriteRuns(ReadOnlySpan<uint> tile, ArrayBufferWriter<byte> output, bool isIndexed)
    {
        for (var start = 0; start < tile.Length; )
        {
            var length = RunLength(tile[start..]);
            if (isIndexed)
            {
                WriteByte(output, _palette.IndexOf(tile[start]) | (length > 1 ? RunFlag : 0));
            }
            else
            {
                WritePixel(output, tile[start]);
            }

            start += length;
            if (isIndexed && length == 1)
            {
                continue;
            }

            for (length--; length >= 255; length -= 255)
            {
                WriteByte(output, 255);
            }

            WriteByte(output, length);
        }
    }

    private void WritePacked(ReadOnlySpan<uint> tile, int width, ArrayBufferWriter<byte> output)
    {
        WriteByte(output, _palette.Count);
        WritePalette(output);
        var bits = BitsFor(_palette.Count);
        for (var start = 0; start < tile.Length; start += width)
        {
            var (value, used) = (0, 0);
            foreach (var pixel in tile.Slice(start, width))
            {
                value = (value << bits) | _palette.IndexOf(pixel);
                used += bits;
                if (used == 8)
                {
                    WriteByte(output, value);
                    (value, used) = (0, 0);
                }
            }

            if (used > 0)
            {
                WriteByte(output, value << (8 - used));
            }
        }
    }

    private void WritePalette(ArrayBufferWriter<byte> output)
    {
        foreach (var color in _palette.Colors)
        {
            WritePixel(output, color);
        }
    }

    private static void WriteRaw(ReadOnlySpan<uint> tile, ArrayBufferWriter<byte> output)
    {
        WriteByte(output, 0);
        foreach (var pixel in tile)
        {
            WritePixel(output, pixel);
        }
    }

    private static void WriteByte(ArrayBufferWriter<byte> output, int value)
    {
        output.GetSpan(1)[0] = (byte)value;
        output.Advance(1);
    }

    private static void WritePixel(ArrayBufferWriter<byte> output, uint pixel)
    {
        FlatPixels.Write(output.GetSpan(3), pixel);
        output.Advance(3);
    }
}
