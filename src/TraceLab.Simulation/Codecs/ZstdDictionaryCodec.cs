using System.Buffers;
using TraceLab.Simulation.Codecs.Streams;
using ZstdSharp;

namespace TraceLab.Simulation.Codecs;

/// <summary>
/// Zstandard frames (level 3), each rectangle alone, with a dictionary carried from one frame of the screen to the next: the
/// last pixels that were sent, as raw content (RFC 8878 section 5). Unlike in a stream, what lies between two dictionaries can
/// be decoded in any order.
/// </summary>
public sealed class ZstdDictionaryCodec : IPixelCodec
{
    private static readonly ZstdCodec Alone = new();

    public string Name => "zstd-dict";

    public string Description => "Zstandard, level 3, with what was sent before as a dictionary";

    public bool IsStateless => false;

    public IPixelEncoder CreateEncoder() => new Encoder();

    public IPixelDecoder CreateDecoder() => new Decoder();

    /// <summary>A trial must not enter the dictionary.</summary>
    public IPixelEncoder CreateTrialEncoder() => Alone.CreateEncoder();

    private sealed class Encoder : BlockEncoder
    {
        private readonly Compressor _compressor = new(ZstdCodec.Level);
        private readonly RecentBlocks _recent = new();

        protected override void Compress(ReadOnlySpan<byte> packed, ArrayBufferWriter<byte> output)
        {
            ZstdCodec.Compress(_compressor, packed, output);
            if (_recent.Add(packed))
            {
                _compressor.LoadDictionary(_recent.Dictionary);
            }
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
        private readonly RecentBlocks _recent = new();

        protected override int Decompress(ReadOnlySpan<byte> data, Span<byte> packed)
        {
            var length = ZstdCodec.Decompress(_decompressor, data, packed);
            if (_recent.Add(packed[..length]))
            {
                _decompressor.LoadDictionary(_recent.Dictionary);
            }

            return length;
        }

        protected override void Dispose(bool disposing)
        {
            _decompressor.Dispose();
            base.Dispose(disposing);
        }
    }
}
