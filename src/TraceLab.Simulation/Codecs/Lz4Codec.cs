using System.Buffers;
using K4os.Compression.LZ4;

namespace TraceLab.Simulation.Codecs;

/// <summary>LZ4 blocks (fast level), each rectangle alone.</summary>
public sealed class Lz4Codec : IPixelCodec
{
    public string Name => "lz4";

    public string Description => "LZ4, fast level";

    public bool IsStateless => true;

    public IPixelEncoder CreateEncoder() => new Encoder();

    public IPixelDecoder CreateDecoder() => new Decoder();

    private sealed class Encoder : BlockEncoder
    {
        protected override void Compress(ReadOnlySpan<byte> packed, ArrayBufferWriter<byte> output)
        {
            var target = output.GetSpan(LZ4Codec.MaximumOutputSize(packed.Length));
            output.Advance(LZ4Codec.Encode(packed, target));
        }
    }

    private sealed class Decoder : BlockDecoder
    {
        protected override int Decompress(ReadOnlySpan<byte> data, Span<byte> packed) => LZ4Codec.Decode(data, packed);
    }
}
