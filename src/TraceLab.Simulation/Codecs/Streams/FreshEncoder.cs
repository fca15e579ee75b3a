using System.Buffers;

namespace TraceLab.Simulation.Codecs.Streams;

/// <summary>Encodes every block with a new encoder, so that none profits from those before it.</summary>
internal sealed class FreshEncoder(IPixelCodec codec) : IPixelEncoder
{
    public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
    {
        using var fresh = codec.CreateEncoder();
        fresh.Encode(block, output);
    }

    public void Dispose() { }
}
