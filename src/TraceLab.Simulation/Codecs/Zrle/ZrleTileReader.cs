using TraceLab.Simulation.Codecs.Streams;

namespace TraceLab.Simulation.Codecs.Zrle;

/// <summary>The client's side of <see cref="ZrleTileWriter"/>; takes its bytes from the decompressed stream.</summary>
internal sealed class ZrleTileReader(SessionDecompressor bytes)
{
    private const int MaxPackedColors = 16;

    private readonly byte[] _scratch = new byte[ZrleTileWriter.TileSize * ZrleTileWriter.TileSize * 3];
    private readonly uint[] _palette = new uint[128];
    private readonly uint[] _tile = new uint[ZrleTileWriter.TileSize * ZrleTileWriter.TileSize];

    /// <summary>The pixels of the next tile, row after row; valid until the next call.</summary>
    public ReadOnlySpan<uint> Read(int width, int height)
    {
        var tile = _tile.AsSpan(0, width * height);
        var encoding = (int)bytes.ReadByte();
        switch (encoding)
        {
            case 0:
                ReadPixels(tile);
                break;
            case 1:
                ReadPixels(tile[..1]);
                tile.Fill(tile[0]);
                break;
            case <= MaxPackedColors:
                ReadPixels(_palette.AsSpan(0, encoding));
                ReadPacked(tile, width, encoding);
                break;
            case ZrleTileWriter.RunFlag:
                ReadRuns(tile, colors: 0);
                break;
            case >= ZrleTileWriter.RunFlag + 2:
                ReadPixels(_palette.AsSpan(0, encoding - ZrleTileWriter.RunFlag));
                ReadRuns(tile, encoding - ZrleTileWriter.RunFlag);
                break;
            default:
                throw new InvalidDataException($"ZRLE: unknown tile encoding {encoding}");
        }

        return tile;
    }

    private void ReadPixels(Span<uint> pixels)
    {
        var data = _scratch.AsSpan(0, pixels.Length * 3);
        bytes.Read(data);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = FlatPixels.Read(data[(i * 3)..]);
        }
    }

    private void ReadPacked(Span<uint> tile, int width, int colors)
    {
        var bits = ZrleTileWriter.BitsFor(colors);
        var row = _scratch.AsSpan(0, ((width * bits) + 7) / 8);
        for (var start = 0; start < tile.Length; start += width)
        {
            bytes.Read(row);
            for (var x = 0; x < width; x++)
            {
                var shift = 8 - bits - (x * bits % 8);
                tile[start + x] = Color((row[x * bits / 8] >> shift) & ((1 << bits) - 1), colors);
            }
        }
    }

    private void ReadRuns(Span<uint> tile, int colors)
    {
        for (var filled = 0; filled < tile.Length; )
        {
            var hasLength = true;
            if (colors == 0)
            {
                ReadPixels(tile.Slice(filled, 1));
            }
            else
            {
                var index = bytes.ReadByte();
                hasLength = index >= ZrleTileWriter.RunFlag;
                tile[filled] = Color(index & (ZrleTileWriter.RunFlag - 1), colors);
            }

            var length = hasLength ? ReadLength(tile.Length - filled) : 1;
            tile.Slice(filled, length).Fill(tile[filled]);
            filled += length;
        }
    }

    private int ReadLength(int most)
    {
        var length = 1;
        byte next;
        do
        {
            next = bytes.ReadByte();
            length += next;
            if (length > most)
            {
                throw new InvalidDataException("ZRLE: a run goes beyond its tile");
            }
        } while (next == 255);

        return length;
    }

    private uint Color(int index, int colors) =>
        index < colors ? _palette[index] : throw new InvalidDataException("ZRLE: a colour beyond the palette");
}
