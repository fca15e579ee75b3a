using System.Buffers;
using System.Diagnostics;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Simulation.Calibration;

/// <summary>
/// Times one pixel codec. A sample is a sequence of blocks of one size from one picture; every measurement takes a fresh
/// encoder and a fresh decoder through the whole sequence, because codecs may remember earlier blocks.
/// </summary>
internal sealed class CodecBench(IPixelCodec codec, CalibrationOptions options)
{
    private const int PixelsPerSequence = 1 << 16;

    private static readonly (int Width, int Height)[] Sizes = [(8, 8), (64, 8), (64, 64), (256, 64), (256, 256)];

    private readonly Surface _target = new(CalibrationPictures.Edge, CalibrationPictures.Edge);

    public TwoWayCost Measure()
    {
        Sequence[] sequences =
        [
            .. from size in Sizes
            from picture in CalibrationPictures.All
            select new Sequence(picture, CalibrationPictures.Blocks(size.Width, size.Height, PixelsPerSequence)),
        ];
        WarmUp(sequences);
        foreach (var sequence in sequences)
        {
            for (var repeat = 0; repeat < options.Repeats; repeat++)
            {
                Run(sequence);
            }
        }

        return new TwoWayCost
        {
            Encode = CostFit.Fit([.. sequences.Select(sequence => sequence.Sample(sequence.EncodeTicks))]),
            Decode = CostFit.Fit([.. sequences.Select(sequence => sequence.Sample(sequence.DecodeTicks))]),
        };
    }

    private void WarmUp(Sequence[] sequences)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            foreach (var sequence in sequences)
            {
                Run(sequence);
            }
        } while (Stopwatch.GetElapsedTime(started) < options.WarmUp);

        foreach (var sequence in sequences)
        {
            sequence.Forget();
        }
    }

    private void Run(Sequence sequence)
    {
        using var encoder = codec.CreateEncoder();
        using var decoder = codec.CreateDecoder();
        sequence.Encoded.ResetWrittenCount();
        var started = Stopwatch.GetTimestamp();
        for (var index = 0; index < sequence.Blocks.Length; index++)
        {
            encoder.Encode(PixelBlock.Of(sequence.Picture, sequence.Blocks[index]), sequence.Encoded);
            sequence.Ends[index] = sequence.Encoded.WrittenCount;
        }

        var encoded = Stopwatch.GetTimestamp();
        var start = 0;
        for (var index = 0; index < sequence.Blocks.Length; index++)
        {
            decoder.Decode(sequence.Encoded.WrittenSpan[start..sequence.Ends[index]], _target, sequence.Blocks[index]);
            start = sequence.Ends[index];
        }

        sequence.Take(encoded - started, Stopwatch.GetTimestamp() - encoded);
    }

    private sealed class Sequence(Surface picture, Rect[] blocks)
    {
        public Surface Picture { get; } = picture;

        public Rect[] Blocks { get; } = blocks;

        public int[] Ends { get; } = new int[blocks.Length];

        public ArrayBufferWriter<byte> Encoded { get; } = new();

        public long EncodeTicks { get; private set; } = long.MaxValue;

        public long DecodeTicks { get; private set; } = long.MaxValue;

        /// <summary>The least disturbed measurement counts.</summary>
        public void Take(long encode, long decode)
        {
            EncodeTicks = Math.Min(EncodeTicks, encode);
            DecodeTicks = Math.Min(DecodeTicks, decode);
        }

        public void Forget() => (EncodeTicks, DecodeTicks) = (long.MaxValue, long.MaxValue);

        public CostSample Sample(long ticks) =>
            new(
                new WorkAmount(Blocks.Length, Blocks.Sum(block => block.Area), Encoded.WrittenCount),
                ticks * 1e9 / Stopwatch.Frequency
            );
    }
}
