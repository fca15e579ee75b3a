using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TraceLab.Core.Geometry;

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
    public static int Count(ReadOnlySpan<uint> pixels, int stride, int x, int y, int width, int height) =>
        Count(pixels, stride, new Rect(x, y, x + width, y + height), rowStep: 1);

    /// <summary>Likewise in the first row of a rectangle and every <paramref name="rowStep"/>-th after it.</summary>
    public static int Count(ReadOnlySpan<uint> pixels, int stride, Rect area, int rowStep)
    {
        var novel = 0;
        var (row, width) = (area.Top, area.Width);
        if (row == 0 && !area.IsEmpty)
        {
            var left = area.Left == 0 ? ~pixels[0] : pixels[area.Left - 1];
            novel = CountFirstRow(pixels.Slice(area.Left, width), left);
            row += rowStep;
        }

        if (row >= area.Bottom)
        {
            return novel;
        }

        // Mostly one row: no division then, which would take as long as reading it.
        var rows = area.Bottom - row <= rowStep ? 1 : (area.Bottom - row + rowStep - 1) / rowStep;
        var start = (row * stride) + area.Left;
        if (width >= 16 && Vector512.IsHardwareAccelerated)
        {
            return novel + CountSixteens(pixels, start, stride, rowStep, width, rows);
        }

        if (width >= 8 && Vector256.IsHardwareAccelerated)
        {
            return novel + CountEights(pixels, start, stride, rowStep, width, rows);
        }

        for (; rows > 0; rows--, start += rowStep * stride)
        {
            novel += CountRowScalar(pixels, start, stride, width);
        }

        return novel;
    }

    // A comparison that holds is -1 in its lane, so adding them up counts the pixels that are known, lane by lane. What is left
    // of a row is counted in its last eight pixels, without those that were counted before.
    private static int CountEights(ReadOnlySpan<uint> pixels, int start, int stride, int rowStep, int width, int rows)
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), start);
        var eights = (nuint)(width & ~7);
        var last = (nuint)(width - 8);
        var isRest = Vector256.GreaterThanOrEqual(Vector256<int>.Indices, Vector256.Create(8 - (width & 7)));
        var known = Vector256<int>.Zero;
        for (var row = 0; row < rows; row++)
        {
            ref var here = ref Unsafe.Add(ref first, (nint)row * rowStep * stride);
            for (nuint at = 0; at < eights; at += 8)
            {
                known += Known(ref here, stride, at);
            }

            if (eights < (nuint)width)
            {
                known += Known(ref here, stride, last) & isRest;
            }
        }

        return (rows * width) + Vector256.Sum(known);
    }

    // Likewise sixteen at a time, while what the next row takes is fetched: rows that far apart are not foreseen by the processor.
    private static int CountSixteens(ReadOnlySpan<uint> pixels, int start, int stride, int rowStep, int width, int rows)
    {
        ref var here = ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), start);
        var sixteens = (nuint)(width & ~15);
        var rest = ~0UL << (16 - (width & 15));
        var known = 0;
        for (var row = 1; row <= rows; row++)
        {
            var toNext = (nint)(row < rows ? rowStep * stride : 0);
            for (nuint at = 0; at < sixteens; at += 16)
            {
                Fetch(ref Unsafe.Add(ref here, at), toNext, stride);
                known += BitOperations.PopCount(KnownOfSixteen(ref here, stride, at));
            }

            if (sixteens < (nuint)width)
            {
                known += BitOperations.PopCount(KnownOfSixteen(ref here, stride, (nuint)(width - 16)) & rest);
            }

            here = ref Unsafe.Add(ref here, toNext);
        }

        return (rows * width) - known;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Fetch(ref uint here, nint toNext, int stride)
    {
        if (Sse.IsSupported && toNext != 0)
        {
            ref var next = ref Unsafe.Add(ref here, toNext);
            Sse.Prefetch0(Unsafe.AsPointer(ref next));
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Subtract(ref next, stride)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Known(ref uint here, int stride, nuint at)
    {
        var eight = Vector256.LoadUnsafe(ref here, at);
        var left = Vector256.LoadUnsafe(ref Unsafe.Subtract(ref here, 1), at);
        var above = Vector256.LoadUnsafe(ref Unsafe.Subtract(ref here, stride), at);
        return (Vector256.Equals(eight, left) | Vector256.Equals(eight, above)).AsInt32();
    }

    // A bit for each pixel that is known.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KnownOfSixteen(ref uint here, int stride, nuint at)
    {
        var sixteen = Vector512.LoadUnsafe(ref here, at);
        var left = Vector512.LoadUnsafe(ref Unsafe.Subtract(ref here, 1), at);
        var above = Vector512.LoadUnsafe(ref Unsafe.Subtract(ref here, stride), at);
        return Vector512.Equals(sixteen, left).ExtractMostSignificantBits()
            | Vector512.Equals(sixteen, above).ExtractMostSignificantBits();
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
