using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Wires;

/// <summary>Reads what a <see cref="CompactWriter"/> wrote.</summary>
internal ref struct VarintReader(ReadOnlySpan<byte> rest) : IFieldReader
{
    private ReadOnlySpan<byte> _rest = rest;

    public readonly bool AtEnd => _rest.IsEmpty;

    public readonly int BytesLeft => _rest.Length;

    public byte NextByte() => NextBytes(1)[0];

    public int NextCount()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = NextByte();
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value <= int.MaxValue
                    ? (int)value
                    : throw new InvalidDataException("compact wire: number too large");
            }
        }

        throw new InvalidDataException("compact wire: number without end");
    }

    public int NextSigned()
    {
        var value = NextCount();
        return (value >> 1) ^ -(value & 1);
    }

    public ReadOnlySpan<byte> NextBytes(int length)
    {
        if (length > _rest.Length)
        {
            throw new InvalidDataException($"compact wire: expected {length} more bytes, found {_rest.Length}");
        }

        var bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public Rect[] NextRects(Point origin)
    {
        var count = NextCount();
        if (count > _rest.Length / 4)
        {
            throw new InvalidDataException($"compact wire: {count} clip rectangles do not fit into the frame");
        }

        var rects = new Rect[count];
        for (var i = 0; i < count; i++)
        {
            rects[i] = Rect.FromSize(origin.X + NextSigned(), origin.Y + NextSigned(), NextSigned(), NextSigned());
        }

        return rects;
    }
}
