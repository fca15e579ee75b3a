using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// Counts pixels that equal neither their left nor their upper neighbour. On desktop content a compressor's output grows
/// with this number, so it prices a rectangle without compressing it.
/// </summary>
public static class NoveltyCounter
{
    /// <summary>
    /// Counts in a rectangle of a picture of <paramref name="stride"/> pixels a row. Neighbours outside the rectangle but
    /// inside the picture count; the picture's first pixel is always novel.
    /// </summary>
    public static int Count(ReadOnlySpan<uint> pixels, int stride, int x, int y, int width, int height)
    {
        var novel = 0;
        for (var row = y; row < y + height; row++)
        {
            var start = (row * stride) + x;
            novel +=
                row == 0 || start == 0
                    ? CountFirstRow(pixels.Slice(start, width), start == 0 ? ~pixels[0] : pixels[start - 1])
                    : CountRow(pixels, start, stride, width);
        }

        return novel;
    }

    private static int CountFirstRow(ReadOnlySpan<uint> row, uint left)
    {
        var novel = 0;
        foreach (var pixel in row)
        {
            novel += pixel == left ? 0 : 1;
            left = pixel;
        }

        return novel;
    }

    private static int CountRow(ReadOnlySpan<uint> pixels, int start, int stride, int width)
    {
        ref var origin = ref MemoryMarshal.GetReference(pixels);
        var novel = 0;
        var i = 0;
        for (; Vector256.IsHardwareAccelerated && i + 8 <= width; i += 8)
        {
            var here = Vector256.LoadUnsafe(ref origin, (nuint)(start + i));
            var known =
                Vector256.Equals(here, Vector256.LoadUnsafe(ref origin, (nuint)(start + i - 1)))
                | Vector256.Equals(here, Vector256.LoadUnsafe(ref origin, (nuint)(start + i - stride)));
            novel += 8 - BitOperations.PopCount(known.ExtractMostSignificantBits());
        }

        return novel + CountRowScalar(pixels, start + i, stride, width - i);
    }

    /// <summary>The plain twin of the vector loop, for a row below the first.</summary>
    public static int CountRowScalar(ReadOnlySpan<uint> pixels, int start, int stride, int width)
    {
        var novel = 0;
        for (var i = start; i < start + width; i++)
        {
            novel += pixels[i] == pixels[i - 1] || pixels[i] == pixels[i - stride] ? 0 : 1;
        }

        return novel;
    }
}
