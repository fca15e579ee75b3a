using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs;

/// <summary>No compression: 3 bytes a pixel, the arithmetic of the patent's figure.</summary>
public sealed class RawCodec : IPixelCodec, IPixelEncoder, IPixelDecoder
{
    public string Name => "raw";

    public string Description => "no compression, 3 bytes a pixel";

    public bool IsStateless => true;

    public IPixelEncoder CreateEncoder() => this;

    public IPixelDecoder CreateDecoder() => this;

    public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
    {
        PackedPixels.Pack(block, output.GetSpan(block.RawBytes));
        output.Advance(block.RawBytes);
    }

    public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
    {
        if (data.Length != area.Area * 3)
        {
            throw new InvalidDataException($"raw pixels: expected {area.Area * 3} bytes, found {data.Length}");
        }

        PackedPixels.Unpack(data, target, area);
    }

    public void Dispose() { }
}
