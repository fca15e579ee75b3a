using System.Buffers.Binary;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Wires;

/// <summary>Reads what a <see cref="FixedWriter"/> wrote.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> rest) : IFieldReader
{
    private ReadOnlySpan<byte> _rest = rest;

    public readonly bool AtEnd => _rest.IsEmpty;

    public readonly int BytesLeft => _rest.Length;

    public byte NextByte() => (byte)Within(Next(), byte.MaxValue);

    public int NextCount() => (int)Within(Next(), int.MaxValue);

    public int NextSigned() => (int)Next();

    ReadOnlySpan<byte> IFieldReader.NextBytes(int length)
    {
        var bytes = NextBytes((uint)length);
        NextBytes((uint)(-length & (FixedWire.FieldBytes - 1)));
        return bytes;
    }

    public uint Next() => BinaryPrimitives.ReadUInt32LittleEndian(NextBytes(FixedWire.FieldBytes));

    public ReadOnlySpan<byte> NextBytes(uint length)
    {
        if (length > (uint)_rest.Length)
        {
            throw new InvalidDataException($"fixed wire: expected {length} more bytes, found {_rest.Length}");
        }

        var bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return bytes;
    }

    private static uint Within(uint field, uint most) =>
        field <= most ? field : throw new InvalidDataException($"fixed wire: expected at most {most}, found {field}");

    public Rect[] NextRects()
    {
        var count = Next();
        if (count > (uint)_rest.Length / (4 * FixedWire.FieldBytes))
        {
            throw new InvalidDataException($"fixed wire: {count} clip rectangles do not fit into the frame");
        }

        var rects = new Rect[count];
        for (var i = 0; i < rects.Length; i++)
        {
            rects[i] = new Rect((int)Next(), (int)Next(), (int)Next(), (int)Next());
        }

        return rects;
    }
}
