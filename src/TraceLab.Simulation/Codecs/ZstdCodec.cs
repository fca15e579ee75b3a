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

    private sealed class Encoder : BlockEncoder
    {
        private readonly Compressor _compressor = new(Level);

        protected override void Compress(ReadOnlySpan<byte> packed, ArrayBufferWriter<byte> output)
        {
            var target = output.GetSpan(Compressor.GetCompressBound(packed.Length));
            output.Advance(_compressor.Wrap(packed, target));
        }

        protected override void Dispose(bool disposing)
        {
            _compressor.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Decoder : BlockDecoder
    {
        private readonly Decompressor _decompressor = new();

        protected override int Decompress(ReadOnlySpan<byte> data, Span<byte> packed)
        {
            try
            {
                return _decompressor.Unwrap(data, packed);
            }
            catch (ZstdException exception)
            {
                throw new InvalidDataException($"encoded pixels: {exception.Message}", exception);
            }
        }

        protected override void Dispose(bool disposing)
        {
            _decompressor.Dispose();
            base.Dispose(disposing);
        }
    }
}
