using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Codecs.Tight;

/// <summary>Takes a Tight rectangle apart without decompressing it, and so finds its end.</summary>
internal ref struct TightReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <exception cref="InvalidDataException">The bytes are no rectangle of that size, or it goes beyond them.</exception>
    public TightHead NextHead(Rect area)
    {
        if (!TightCodec.Limit.Allows(area))
        {
            throw new InvalidDataException($"tight pixels: a rectangle of {area.Width}x{area.Height} is too large");
        }

        var first = Next(1)[0];
        if (first == TightCodec.Fill)
        {
            return new TightHead { IsFill = true, Colors = Next(TightColors.Bytes) };
        }

        var stream = (first & ~TightCodec.HasFilter) >> TightCodec.StreamShift;
        if (stream >= TightCodec.Streams || (first & ((1 << TightCodec.StreamShift) - 1)) != 0)
        {
            throw new InvalidDataException($"tight pixels: unknown control byte {first}");
        }

        var filter = (first & TightCodec.HasFilter) == 0 ? TightFilter.Copy : (TightFilter)Next(1)[0];
        var colors = filter == TightFilter.Palette ? Next(1)[0] + 1 : 0;
        var head = new TightHead
        {
            Stream = stream,
            Filter = filter,
            ColorCount = colors,
            Colors = Next(colors * TightColors.Bytes),
            PlainBytes = PlainBytes(filter, colors, area.Width, area.Height),
        };
        head.IsCompressed = head.PlainBytes >= TightCodec.MinCompressedBytes;
        head.Data = Next(head.IsCompressed ? NextLength() : head.PlainBytes);
        return head;
    }

    private static int PlainBytes(TightFilter filter, int colors, int width, int height) =>
        filter switch
        {
            TightFilter.Copy or TightFilter.Gradient => width * height * TightColors.Bytes,
            TightFilter.Palette when colors == 2 => (width + 7) / 8 * height,
            TightFilter.Palette when colors > 2 => width * height,
            _ => throw new InvalidDataException($"tight pixels: filter {(byte)filter} with {colors} colours"),
        };

    private int NextLength()
    {
        var length = TightLength.Read(_data[Position..], out var bytes);
        Position += bytes;
        return length;
    }

    private ReadOnlySpan<byte> Next(int length)
    {
        if (length > _data.Length - Position)
        {
            throw new InvalidDataException(
                $"tight pixels: expected {length} more bytes, found {_data.Length - Position}"
            );
        }

        Position += length;
        return _data.Slice(Position - length, length);
    }
}

/// <summary>A Tight rectangle taken apart; its spans are views of the bytes that it was read from.</summary>
internal ref struct TightHead
{
    public bool IsFill { get; init; }

    public int Stream { get; init; }

    public TightFilter Filter { get; init; }

    public int ColorCount { get; init; }

    /// <summary>One colour, or the palette.</summary>
    public ReadOnlySpan<byte> Colors { get; init; }

    /// <summary>Bytes that <see cref="Data"/> decompresses to.</summary>
    public int PlainBytes { get; init; }

    public bool IsCompressed { get; set; }

    public ReadOnlySpan<byte> Data { get; set; }
}
