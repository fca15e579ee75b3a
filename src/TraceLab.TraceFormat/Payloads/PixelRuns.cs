using System.Numerics;
using System.Runtime.Intrinsics;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>Runs of pixels in which two images of the same size differ.</summary>
internal static class PixelRuns
{
    // As many as a mask has bits.
    private const int BlockPixels = 64;

    /// <summary>
    /// Behind the last of the changed pixels that begin at <paramref name="start"/>: fewer than
    /// <paramref name="minKept"/> equal ones between two changes, 2 to 32, do not end the run.
    /// </summary>
    public static int EndOfChange(ReadOnlySpan<uint> before, ReadOnlySpan<uint> after, int start, int minKept)
    {
        var at = start;
        while (after.Length - at >= BlockPixels)
        {
            var kept = RunsOf(EqualPixels(before[at..], after[at..]), minKept);
            if (kept != 0)
            {
                return at + BitOperations.TrailingZeroCount(kept);
            }

            // The last pixels may begin a run that goes on in the next block.
            at += BlockPixels - (minKept - 1);
        }

        return EndOfChangeOneByOne(before, after, start, at, minKept);
    }

    /// <summary>Likewise, pixel by pixel, no run of equal ones having begun before <paramref name="from"/>.</summary>
    internal static int EndOfChangeOneByOne(
        ReadOnlySpan<uint> before,
        ReadOnlySpan<uint> after,
        int start,
        int from,
        int minKept
    )
    {
        var end = Math.Max(start + 1, from);
        for (var at = end; at < after.Length && at - end < minKept; at++)
        {
            end = before[at] == after[at] ? end : at + 1;
        }

        return end;
    }

    // Of each bit, whether so many set ones begin with it.
    private static ulong RunsOf(ulong bits, int length)
    {
        var runs = bits;
        for (var i = 1; i < length; i++)
        {
            runs &= bits >> i;
        }

        return runs;
    }

    // A bit for each of the first pixels, the lowest for the first.
    private static ulong EqualPixels(ReadOnlySpan<uint> before, ReadOnlySpan<uint> after)
    {
        var equal = 0UL;
        for (var i = 0; i < BlockPixels; i += Vector256<uint>.Count)
        {
            var same = Vector256.Equals(
                Vector256.Create(before.Slice(i, Vector256<uint>.Count)),
                Vector256.Create(after.Slice(i, Vector256<uint>.Count))
            );
            equal |= (ulong)same.ExtractMostSignificantBits() << i;
        }

        return equal;
    }
}
