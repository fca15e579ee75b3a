using TraceLab.Core.Pixels;
using TraceLab.Results;

namespace TraceLab.Simulation.Encoder.Shadow;

/// <summary>
/// Compares two screens of one size: mean squared error, and structural similarity as FFmpeg's filter <c>ssim</c> computes
/// it on R, G and B: windows of 8×8 pixels, 4 apart, all of one weight (Wang, Bovik, Sheikh and Simoncelli 2004, with x264's
/// constants). Keeps its scratch memory.
/// </summary>
internal sealed class ScreenFidelity
{
    private const int Channels = 3;
    private const int BlockSide = 4;
    private const double Stabilizer1 = .01 * .01 * 255 * 255;
    private const double Stabilizer2 = .03 * .03 * 255 * 255;

    // Sums of blocks of 4×4 pixels, three channels a block, of the row of blocks before and of this one.
    private BlockSums[] _above = [];
    private BlockSums[] _here = [];

    public Fidelity Compare(Surface expected, Surface shown)
    {
        if (expected.ReadPixels.SequenceEqual(shown.ReadPixels))
        {
            return new Fidelity(0, 0, 1);
        }

        var (pixels, squares) = CountDifferences(expected.ReadPixels, shown.ReadPixels);
        var error = (double)squares / (expected.ReadPixels.Length * Channels);
        return new Fidelity(pixels, error, Similarity(expected, shown));
    }

    private static (long Pixels, long Squares) CountDifferences(ReadOnlySpan<uint> expected, ReadOnlySpan<uint> shown)
    {
        long pixels = 0;
        long squares = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            var (one, other) = (expected[i], shown[i]);
            if (one != other)
            {
                pixels++;
                squares += Square(one, other, 0) + Square(one, other, 8) + Square(one, other, 16);
            }
        }

        return (pixels, squares);
    }

    private static int Square(uint one, uint other, int shift)
    {
        var difference = (int)((one >> shift) & 0xFF) - (int)((other >> shift) & 0xFF);
        return difference * difference;
    }

    private double Similarity(Surface expected, Surface shown)
    {
        var (columns, rows) = (expected.Width / BlockSide, expected.Height / BlockSide);
        if (columns < 2 || rows < 2)
        {
            return SimilarityOfWhole(expected, shown);
        }

        if (_here.Length < columns * Channels)
        {
            _here = new BlockSums[columns * Channels];
            _above = new BlockSums[columns * Channels];
        }

        var sum = 0.0;
        for (var row = 0; row < rows; row++)
        {
            (_above, _here) = (_here, _above);
            SumRow(expected, shown, row, columns);
            sum += row == 0 ? 0 : SimilarityOfRow(columns);
        }

        return sum / ((columns - 1) * (rows - 1) * Channels);
    }

    private void SumRow(Surface expected, Surface shown, int row, int columns)
    {
        Array.Clear(_here, 0, columns * Channels);
        for (var y = row * BlockSide; y < (row + 1) * BlockSide; y++)
        {
            var one = expected.ReadRow(y);
            var other = shown.ReadRow(y);
            for (var x = 0; x < columns * BlockSide; x++)
            {
                var first = x / BlockSide * Channels;
                _here[first].Add((int)(one[x] & 0xFF), (int)(other[x] & 0xFF));
                _here[first + 1].Add((int)((one[x] >> 8) & 0xFF), (int)((other[x] >> 8) & 0xFF));
                _here[first + 2].Add((int)((one[x] >> 16) & 0xFF), (int)((other[x] >> 16) & 0xFF));
            }
        }
    }

    // A window is two blocks of this row and the two above.
    private double SimilarityOfRow(int columns)
    {
        var sum = 0.0;
        for (var at = 0; at < (columns - 1) * Channels; at++)
        {
            sum += (_above[at] + _above[at + Channels] + _here[at] + _here[at + Channels]).Similarity(64);
        }

        return sum;
    }

    // A screen too small for two windows is one.
    private static double SimilarityOfWhole(Surface expected, Surface shown)
    {
        var sum = 0.0;
        for (var shift = 0; shift < 24; shift += 8)
        {
            var all = default(BlockSums);
            for (var i = 0; i < expected.ReadPixels.Length; i++)
            {
                all.Add((int)((expected.ReadPixels[i] >> shift) & 0xFF), (int)((shown.ReadPixels[i] >> shift) & 0xFF));
            }

            sum += all.Similarity(expected.ReadPixels.Length);
        }

        return sum / Channels;
    }

    private struct BlockSums
    {
        private long _one;
        private long _other;
        private long _squares;
        private long _products;

        public void Add(int one, int other)
        {
            _one += one;
            _other += other;
            _squares += (one * one) + (other * other);
            _products += one * other;
        }

        public static BlockSums operator +(in BlockSums left, in BlockSums right) =>
            new()
            {
                _one = left._one + right._one,
                _other = left._other + right._other,
                _squares = left._squares + right._squares,
                _products = left._products + right._products,
            };

        public readonly double Similarity(long pixels)
        {
            var (c1, c2) = (Stabilizer1 * pixels, Stabilizer2 * pixels * (pixels - 1));
            double variances = (_squares * pixels) - (_one * _one) - (_other * _other);
            double covariance = (_products * pixels) - (_one * _other);
            return ((2.0 * _one * _other) + c1)
                * ((2 * covariance) + c2)
                / (((double)_one * _one) + ((double)_other * _other) + c1)
                / (variances + c2);
        }
    }
}
