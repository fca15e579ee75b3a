using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs;

/// <summary>
/// An upper reference: every rectangle is encoded with all stateless lossless codecs, and the fewest bytes go, after one byte
/// that says whose they are. Costs the time of all of them together.
/// </summary>
public sealed class AutoCodec(params IPixelCodec[] codecs) : IPixelCodec
{
    public string Name => "auto";

    public string Description =>
        $"the smallest of {string.Join(", ", codecs.Select(codec => codec.Name))}, per rectangle";

    public bool IsStateless => true;

    public IPixelEncoder CreateEncoder() => new Encoder([.. codecs.Select(codec => codec.CreateEncoder())]);

    public IPixelDecoder CreateDecoder() => new Decoder([.. codecs.Select(codec => codec.CreateDecoder())]);

    private sealed class Encoder(IPixelEncoder[] encoders) : IPixelEncoder
    {
        private ArrayBufferWriter<byte> _tried = new();
        private ArrayBufferWriter<byte> _best = new();

        public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
        {
            var best = -1;
            for (var index = 0; index < encoders.Length; index++)
            {
                _tried.ResetWrittenCount();
                encoders[index].Encode(block, _tried);
                if (best < 0 || _tried.WrittenCount < _best.WrittenCount)
                {
                    best = index;
                    (_tried, _best) = (_best, _tried);
                }
            }

            output.Write([(byte)best]);
            output.Write(_best.WrittenSpan);
        }

        public void Dispose()
        {
            foreach (var encoder in encoders)
            {
                encoder.Dispose();
            }
        }
    }

    private sealed class Decoder(IPixelDecoder[] decoders) : IPixelDecoder
    {
        public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
        {
            if (data.IsEmpty || data[0] >= decoders.Length)
            {
                throw new InvalidDataException(
                    $"auto pixels: expected one of {decoders.Length} codecs in the first byte"
                );
            }

            decoders[data[0]].Decode(data[1..], target, area);
        }

        public void Dispose()
        {
            foreach (var decoder in decoders)
            {
                decoder.Dispose();
            }
        }
    }
}
