using System.Buffers;
using K4os.Compression.LZ4;

namespace TraceLab.Simulation.Codecs;

/// <summary>LZ4 blocks, each rectangle alone; all levels decode alike.</summary>
public sealed class Lz4Codec(string name, string description, LZ4Level level) : IPixelCodec
{
    public string Name => name;

    public string Description => description;

    public bool IsStateless => true;

    public static Lz4Codec Fast() => new("lz4", "LZ4, fast level", LZ4Level.L00_FAST);

    public static Lz4Codec High() => new("lz4-hc", "LZ4, high compression, level 9", LZ4Level.L09_HC);

    public IPixelEncoder CreateEncoder() => new Encoder(level);

    public IPixelDecoder CreateDecoder() => new Decoder();

    private sealed class Encoder(LZ4Level level) : BlockEncoder
    {
        protected override void Compress(ReadOnlySpan<byte> packed, ArrayBufferWriter<byte> output)
        {
            var target = output.GetSpan(LZ4Codec.MaximumOutputSize(packed.Length));
            output.Advance(LZ4Codec.Encode(packed, target, level));
        }
    }

    private sealed class Decoder : BlockDecoder
    {
        protected override int Decompress(ReadOnlySpan<byte> data, Span<byte> packed) => LZ4Codec.Decode(data, packed);
    }
}
