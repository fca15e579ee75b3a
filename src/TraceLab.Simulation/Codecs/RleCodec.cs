using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs;

/// <summary>
/// Run lengths of whole pixels in the manner of PackBits (TIFF 6.0, section 9): a control byte below 128 says that control + 1
/// pixels follow as they are, one from 128 that the next pixel stands for control − 126 of them. Runs go over row ends.
/// </summary>
public sealed class RleCodec : IPixelCodec
{
    private const int MaxLiteral = 128;
    private const int MinRun = 2;
    private const int MaxRun = 129;
    private const int RunFlag = 128;

    public string Name => "rle";

    public string Description => "run lengths of pixels";

    public bool IsStateless => true;

    public IPixelEncoder CreateEncoder() => new Encoder();

    public IPixelDecoder CreateDecoder() => new Decoder();

    private sealed class Encoder : IPixelEncoder
    {
        private readonly FlatPixels _flat = new();

        public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
        {
            var pixels = _flat.Gather(block);
            // At worst all is literal: a control byte for each 128 pixels.
            var target = output.GetSpan((pixels.Length * 3) + (pixels.Length / MaxLiteral) + 1);
            var written = 0;
            for (var start = 0; start < pixels.Length; )
            {
                var run = RunLength(pixels[start..]);
                if (run >= MinRun)
                {
                    target[written++] = (byte)(run - MinRun + RunFlag);
                    FlatPixels.Write(target[written..], pixels[start]);
                    written += 3;
                    start += run;
                    continue;
                }

                var literal = LiteralLength(pixels[start..]);
                target[written++] = (byte)(literal - 1);
                foreach (var pixel in pixels.Slice(start, literal))
                {
                    FlatPixels.Write(target[written..], pixel);
                    written += 3;
                }

                start += literal;
            }

            output.Advance(written);
        }

        public void Dispose() { }

        private static int RunLength(ReadOnlySpan<uint> pixels)
        {
            var same = pixels[..Math.Min(pixels.Length, MaxRun)].IndexOfAnyExcept(pixels[0]);
            return same < 0 ? Math.Min(pixels.Length, MaxRun) : same;
        }

        // Up to where the next run begins.
        private static int LiteralLength(ReadOnlySpan<uint> pixels)
        {
            var length = 1;
            while (
                length < MaxLiteral
                && length < pixels.Length
                && (length + 1 >= pixels.Length || pixels[length] != pixels[length + 1])
            )
            {
                length++;
            }

            return length;
        }
    }

    private sealed class Decoder : IPixelDecoder
    {
        private readonly FlatPixels _flat = new();

        public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
        {
            var pixels = _flat.Reserve(checked((int)area.Area));
            var filled = 0;
            while (filled < pixels.Length)
            {
                var control = data.IsEmpty ? throw Damaged() : data[0];
                var isRun = control >= RunFlag;
                var length = isRun ? control - RunFlag + MinRun : control + 1;
                var bytes = isRun ? 3 : length * 3;
                if (length > pixels.Length - filled || data.Length < 1 + bytes)
                {
                    throw Damaged();
                }

                Fill(pixels.Slice(filled, length), data.Slice(1, bytes), isRun);
                filled += length;
                data = data[(1 + bytes)..];
            }

            if (!data.IsEmpty)
            {
                throw Damaged();
            }

            FlatPixels.Scatter(pixels, target, area);
        }

        public void Dispose() { }

        private static void Fill(Span<uint> pixels, ReadOnlySpan<byte> data, bool isRun)
        {
            if (isRun)
            {
                pixels.Fill(FlatPixels.Read(data));
                return;
            }

            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = FlatPixels.Read(data[(i * 3)..]);
            }
        }

        private static InvalidDataException Damaged() =>
            new("run-length pixels: the runs do not fill the rectangle exactly");
    }
}
