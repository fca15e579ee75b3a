using System.Buffers;
using System.Buffers.Binary;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;

namespace TraceLab.Simulation.Wires.Rfb;

/// <summary>Raw encoding (RFC 6143 section 7.7.1) at 32 bits a pixel: B G R and an unused byte.</summary>
internal sealed class RfbRawCodec : IPixelCodec, IPixelEncoder, IPixelDecoder
{
    public string Name => "raw";

    public string Description => "no compression, 4 bytes a pixel";

    public bool IsStateless => true;

    public IPixelEncoder CreateEncoder() => this;

    public IPixelDecoder CreateDecoder() => this;

    public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
    {
        for (var y = 0; y < block.Height; y++)
        {
            var bytes = output.GetSpan(block.Width * RfbWire.PixelBytes);
            for (var x = 0; x < block.Width; x++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(
                    bytes[(x * RfbWire.PixelBytes)..],
                    block.Row(y)[x] & RfbWire.ColorBits
                );
            }

            output.Advance(block.Width * RfbWire.PixelBytes);
        }
    }

    public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
    {
        var expected = area.Area * RfbWire.PixelBytes;
        if (data.Length != expected)
        {
            throw new InvalidDataException($"rfb raw: expected {expected} bytes, found {data.Length}");
        }

        for (var y = area.Top; y < area.Bottom; y++)
        {
            foreach (ref var pixel in target.Row(y, area.Left, area.Right))
            {
                pixel = BinaryPrimitives.ReadUInt32LittleEndian(data) & RfbWire.ColorBits;
                data = data[RfbWire.PixelBytes..];
            }
        }
    }

    public void Dispose() { }
}
