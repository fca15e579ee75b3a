using System.Buffers.Binary;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Codecs.Hextile;
using TraceLab.Simulation.Codecs.Tight;

namespace TraceLab.Simulation.Wires.Rfb;

/// <summary>Reads the numbers of RFB, big-endian, and finds the ends of rectangles.</summary>
internal ref struct RfbReader(ReadOnlySpan<byte> rest)
{
    private const int EncodingBytes = sizeof(int);

    private ReadOnlySpan<byte> _rest = rest;

    public readonly bool AtEnd => _rest.IsEmpty;

    public int NextUInt16() => BinaryPrimitives.ReadUInt16BigEndian(NextBytes(2));

    public uint NextUInt32() => BinaryPrimitives.ReadUInt32BigEndian(NextBytes(4));

    /// <summary>The encoding of a rectangle, which stays part of what a pixel codec reads.</summary>
    public readonly RfbEncoding PeekEncoding() =>
        (RfbEncoding)BinaryPrimitives.ReadInt32BigEndian(Peek(0, EncodingBytes));

    /// <summary>Encoding and data of a rectangle of pixels.</summary>
    public ReadOnlySpan<byte> NextPixels(Rect area) => NextBytes(EncodingBytes + CountDataBytes(area));

    public ReadOnlySpan<byte> NextBytes(long length)
    {
        var bytes = Peek(0, length);
        _rest = _rest[(int)length..];
        return bytes;
    }

    private readonly long CountDataBytes(Rect area)
    {
        switch (PeekEncoding())
        {
            case RfbEncoding.Raw:
                return area.Area * RfbWire.PixelBytes;
            case RfbEncoding.Zrle:
                return sizeof(uint) + (long)BinaryPrimitives.ReadUInt32BigEndian(Peek(EncodingBytes, sizeof(uint)));
            case RfbEncoding.Tight:
                var tight = new TightReader(_rest[EncodingBytes..]);
                tight.NextHead(area);
                return tight.Position;
            case RfbEncoding.Hextile:
                var hextile = new HextileReader(_rest[EncodingBytes..], RfbWire.PixelBytes);
                foreach (var tile in HextileCodec.Tiles(area))
                {
                    hextile.Skip(tile);
                }

                return hextile.Position;
            case var unknown:
                throw new InvalidDataException($"rfb wire: unknown encoding {(int)unknown}");
        }
    }

    private readonly ReadOnlySpan<byte> Peek(int start, long length) =>
        start + length <= _rest.Length
            ? _rest.Slice(start, (int)length)
            : throw new InvalidDataException($"rfb wire: expected {start + length} more bytes, found {_rest.Length}");
}
