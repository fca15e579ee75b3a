using System.Buffers;
using System.Buffers.Binary;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;

namespace TraceLab.Simulation.Wires.Rfb;

/// <summary>
/// A pixel codec as an encoding of RFB: the encoding's number, for ZRLE the length (RFC 6143 section 7.7.6), then the codec's
/// bytes. So the wire finds out of what encoding a payload is, and a reader where it ends.
/// </summary>
internal sealed class RfbCodec(RfbEncoding encoding, IPixelCodec codec) : IPixelCodec
{
    private const int NumberBytes = sizeof(int);
    private const int LengthBytes = sizeof(int);

    public string Name => $"rfb-{codec.Name}";

    public string Description => codec.Description;

    public bool IsStateless => codec.IsStateless;

    private RfbEncoding Encoding { get; } = encoding;

    private int HeadBytes => NumberBytes + (Encoding == RfbEncoding.Zrle ? LengthBytes : 0);

    public IPixelEncoder CreateEncoder() => new Encoder(this, codec.CreateEncoder());

    public IPixelDecoder CreateDecoder() => new Decoder(this, codec.CreateDecoder());

    private sealed class Encoder(RfbCodec rfb, IPixelEncoder encoder) : IPixelEncoder
    {
        private readonly ArrayBufferWriter<byte> _payload = new();

        public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
        {
            _payload.ResetWrittenCount();
            encoder.Encode(block, _payload);
            var head = output.GetSpan(NumberBytes + LengthBytes);
            BinaryPrimitives.WriteInt32BigEndian(head, (int)rfb.Encoding);
            BinaryPrimitives.WriteInt32BigEndian(head[NumberBytes..], _payload.WrittenCount);
            output.Advance(rfb.HeadBytes);
            output.Write(_payload.WrittenSpan);
        }

        public void Dispose() => encoder.Dispose();
    }

    private sealed class Decoder(RfbCodec rfb, IPixelDecoder decoder) : IPixelDecoder
    {
        public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
        {
            if (data.Length < rfb.HeadBytes || BinaryPrimitives.ReadInt32BigEndian(data) != (int)rfb.Encoding)
            {
                throw new InvalidDataException($"rfb pixels: expected encoding {rfb.Encoding}");
            }

            decoder.Decode(data[rfb.HeadBytes..], target, area);
        }

        public void Dispose() => decoder.Dispose();
    }
}

/// <summary>Encodings and pseudo-encodings of RFC 6143 section 7.7; Tight is of the community's specification.</summary>
internal enum RfbEncoding
{
    Raw = 0,
    CopyRect = 1,
    Rre = 2,
    Hextile = 5,
    Tight = 7,
    Zrle = 16,
    DesktopSize = -223,
}
