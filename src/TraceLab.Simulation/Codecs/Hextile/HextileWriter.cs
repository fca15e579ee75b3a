using System.Buffers;
using System.Buffers.Binary;

namespace TraceLab.Simulation.Codecs.Hextile;

/// <summary>
/// Writes the tiles of one block after another. Background and foreground are said where they change, and anew after a tile
/// that leaves them open.
/// </summary>
internal sealed class HextileWriter(int pixelBytes)
{
    private const int MostRectangles = byte.MaxValue;
    private const int RectangleBytes = 2;

    private readonly FlatPixels _flat = new();
    private readonly Palette _palette = new(HextileCodec.TileSize * HextileCodec.TileSize);
    private readonly int[] _counts = new int[HextileCodec.TileSize * HextileCodec.TileSize];
    private readonly List<(uint Color, byte Place, byte Size)> _rectangles = [];
    private uint? _background;
    private uint? _foreground;

    public void Begin() => (_background, _foreground) = (null, null);

    public void Write(PixelBlock tile, ArrayBufferWriter<byte> output)
    {
        var pixels = _flat.Gather(tile);
        _palette.TryFill(pixels);
        var background = MostFrequent(pixels);
        uint? foreground = _palette.Count == 2 ? _palette.Colors[_palette.Colors[0] == background ? 1 : 0] : null;
        FindRectangles(pixels, tile.Width, background);
        var isColored = _palette.Count > 2;
        var parts =
            (background == _background ? default : HextileParts.Background)
            | (foreground is null || foreground == _foreground ? default : HextileParts.Foreground)
            | (_rectangles.Count == 0 ? default : HextileParts.Rectangles)
            | (isColored ? HextileParts.Colored : default);
        if (CountBytes(parts) >= pixels.Length * pixelBytes || _rectangles.Count > MostRectangles)
        {
            WriteByte((byte)HextileParts.Raw, output);
            WritePixels(pixels, output);
            (_background, _foreground) = (null, null);
            return;
        }

        WriteTile(parts, background, foreground, output);
        _background = background;
        _foreground = isColored ? null : foreground ?? _foreground;
    }

    private int CountBytes(HextileParts parts) =>
        (parts.HasFlag(HextileParts.Background) ? pixelBytes : 0)
        + (parts.HasFlag(HextileParts.Foreground) ? pixelBytes : 0)
        + (_rectangles.Count * (RectangleBytes + (parts.HasFlag(HextileParts.Colored) ? pixelBytes : 0)));

    private uint MostFrequent(ReadOnlySpan<uint> pixels)
    {
        var counts = _counts.AsSpan(0, _palette.Count);
        counts.Clear();
        var most = 0;
        foreach (var pixel in pixels)
        {
            var index = _palette.IndexOf(pixel);
            counts[index]++;
            most = counts[index] > counts[most] ? index : most;
        }

        return _palette.Colors[most];
    }

    // From each pixel not yet covered as far to the right as its colour goes, then as far down as the whole row of it does.
    // Covered pixels become background.
    private void FindRectangles(Span<uint> pixels, int width, uint background)
    {
        _rectangles.Clear();
        Span<uint> left = stackalloc uint[pixels.Length];
        pixels.CopyTo(left);
        for (var at = 0; at < left.Length; at++)
        {
            var color = left[at];
            if (color == background)
            {
                continue;
            }

            var (x, y) = (at % width, at / width);
            var other = left.Slice(at, width - x).IndexOfAnyExcept(color);
            var columns = other < 0 ? width - x : other;
            var rows = 0;
            for (var row = at; row < left.Length; row += width, rows++)
            {
                if (left.Slice(row, columns).ContainsAnyExcept(color))
                {
                    break;
                }

                left.Slice(row, columns).Fill(background);
            }

            _rectangles.Add((color, (byte)((x << 4) | y), (byte)(((columns - 1) << 4) | (rows - 1))));
        }
    }

    private void WriteTile(HextileParts parts, uint background, uint? foreground, ArrayBufferWriter<byte> output)
    {
        WriteByte((byte)parts, output);
        if (parts.HasFlag(HextileParts.Background))
        {
            WritePixels([background], output);
        }

        if (parts.HasFlag(HextileParts.Foreground))
        {
            WritePixels([foreground!.Value], output);
        }

        if (parts.HasFlag(HextileParts.Rectangles))
        {
            WriteByte((byte)_rectangles.Count, output);
            foreach (var (color, place, size) in _rectangles)
            {
                if (parts.HasFlag(HextileParts.Colored))
                {
                    WritePixels([color], output);
                }

                output.Write([place, size]);
            }
        }
    }

    private static void WriteByte(byte value, ArrayBufferWriter<byte> output) => output.Write([value]);

    private void WritePixels(ReadOnlySpan<uint> pixels, ArrayBufferWriter<byte> output)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        foreach (var pixel in pixels)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, pixel);
            output.Write(bytes[..pixelBytes]);
        }
    }
}
