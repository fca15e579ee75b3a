using System.Buffers;
using ZstdSharp;

namespace TraceLab.Simulation.Codecs;

/// <summary>Zstandard frames (level 3), each rectangle alone, without a dictionary.</summary>
public sealed class ZstdCodec : IPixelCodec
{
    internal const int Level = 3;

    public string Name => "zstd";

    public string Description => "Zstandard, level 3";

    public bool IsStateless => true;

    public IPixelEncoder CreateEncoder() => new Encoder();

    public IPixelDecoder CreateDecoder() => new Decoder();

    /// <summary>Appends the block as one Zstandard frame.</summary>
    internal static void Compress(Compressor compressor, ReadOnlySpan<byte> packed, ArrayBufferWriter<byte> output)
    {
        var target = output.GetSpan(Compressor.GetCompressBound(packed.Length));
        output.Advance(compressor.Wrap(packed, target));
    }

    /// <summary>Fills <paramref name="packed"/> from one Zstandard frame and returns how many bytes it had.</summary>
    /// <exception cref="InvalidDataException">The frame is damaged.</exception>
    internal static int Decompress(Decompressor decompressor, ReadOnlySpan<byte> data, Span<byte> packed)
    {
        try
        {
            return decompressor.Unwrap(data, packed);
        }
        catch (ZstdException exception)
        {
            throw new InvalidDataException($"encoded pixels: {exception.Message}", exception);
        }
    }

    private sealed class Encoder : BlockEncoder
    {
        private readonly Compressor _compressor = new(Level);

        protected override void Compress(ReadOnlySpan<byte> packed, ArrayBufferWriter<byte> output) =>
            ZstdCodec.Compress(_compressor, packed, output);

        protected override void Dispose(bool disposing)
        {
            _compressor.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Decoder : BlockDecoder
    {
        private readonly Decompressor _decompressor = new();

        protected override int Decompress(ReadOnlySpan<byte> data, Span<byte> packed) =>
            ZstdCodec.Decompress(_decompressor, data, packed);

        protected override void Dispose(bool disposing)
        {
            _decompressor.Dispose();
            base.Dispose(disposing);
        }
    }
}
