using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs.Hextile;

/// <summary>Reads the tiles of one block.</summary>
internal ref struct HextileReader(ReadOnlySpan<byte> data, int pixelBytes)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private uint _background;
    private uint _foreground;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Paints the next tile.</summary>
    public void Next(Surface target, Rect tile)
    {
        var parts = (HextileParts)Take(1)[0];
        if (parts.HasFlag(HextileParts.Raw))
        {
            for (var y = tile.Top; y < tile.Bottom; y++)
            {
                foreach (ref var pixel in target.Row(y, tile.Left, tile.Right))
                {
                    pixel = TakePixel();
                }
            }

            return;
        }

        TakeColors(parts);
        Fill(target, tile, _background);
        for (var left = CountRectangles(parts); left > 0; left--)
        {
            var color = parts.HasFlag(HextileParts.Colored) ? TakePixel() : _foreground;
            Fill(target, RectangleIn(tile, Take(2)), color);
        }
    }

    /// <summary>Goes past the next tile.</summary>
    public void Skip(Rect tile)
    {
        var parts = (HextileParts)Take(1)[0];
        if (parts.HasFlag(HextileParts.Raw))
        {
            Take((int)tile.Area * pixelBytes);
            return;
        }

        TakeColors(parts);
        Take(CountRectangles(parts) * (2 + (parts.HasFlag(HextileParts.Colored) ? pixelBytes : 0)));
    }

    private void TakeColors(HextileParts parts)
    {
        _background = parts.HasFlag(HextileParts.Background) ? TakePixel() : _background;
        _foreground = parts.HasFlag(HextileParts.Foreground) ? TakePixel() : _foreground;
    }

    private int CountRectangles(HextileParts parts) => parts.HasFlag(HextileParts.Rectangles) ? Take(1)[0] : 0;

    private static Rect RectangleIn(Rect tile, ReadOnlySpan<byte> bytes)
    {
        var rectangle = Rect.FromSize(
            tile.Left + (bytes[0] >> 4),
            tile.Top + (bytes[0] & 15),
            (bytes[1] >> 4) + 1,
            (bytes[1] & 15) + 1
        );
        return tile.Contains(rectangle)
            ? rectangle
            : throw new InvalidDataException($"hextile: {rectangle} goes beyond its tile {tile}");
    }

    private static void Fill(Surface target, Rect area, uint color)
    {
        for (var y = area.Top; y < area.Bottom; y++)
        {
            target.Row(y, area.Left, area.Right).Fill(color);
        }
    }

    private uint TakePixel() => FlatPixels.Read(Take(pixelBytes));

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _data.Length - Position)
        {
            throw new InvalidDataException($"hextile: expected {length} more bytes, found {_data.Length - Position}");
        }

        Position += length;
        return _data.Slice(Position - length, length);
    }
}
