using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    /// <summary>
    /// Counts in neighbouring pieces of a rectangle, each <paramref name="pieceWidth"/> wide but for a narrower last one, and
    /// adds each piece's number to its place in <paramref name="counts"/>. Agrees with counting piece by piece, and reads the
    /// picture row by row: pieces of a picture whose rows are a power of two apart would drive each other out of the cache.
    /// Counts in the first row and every <paramref name="rowStep"/>-th after it.
    /// </summary>
    public static void CountPieces(
        ReadOnlySpan<uint> pixels,
        int stride,
        Rect area,
        int pieceWidth,
        Span<int> counts,
        int rowStep = 1
    )
    {
        if (area.Top == 0)
        {
            CountPieces(pixels, stride, 0, area, pieceWidth, counts);
            area = area with { Top = rowStep };
        }

        if (pieceWidth == 8 && Vector256.IsHardwareAccelerated && !area.IsEmpty)
        {
            var eights = area.Width / 8;
            CountEights(pixels, stride, area, rowStep, counts[..eights]);
            counts = counts[eights..];
            area = area with { Left = area.Left + (eights * 8) };
        }

        for (var row = area.Top; row < area.Bottom && !area.IsEmpty; row += rowStep)
        {
            CountPieces(pixels, stride, row, area, pieceWidth, counts);
        }
    }

    private static void CountPieces(
        ReadOnlySpan<uint> pixels,
        int stride,
        int row,
        Rect area,
        int pieceWidth,
        Span<int> counts
    )
    {
        var x = area.Left;
        for (var piece = 0; x < area.Right; x += pieceWidth)
        {
            counts[piece++] += Count(pixels, stride, x, row, Math.Min(pieceWidth, area.Right - x), 1);
        }
    }

    // All rows of a piece before the next piece: strips of regions are low, and most are narrow.
    private static void CountEights(ReadOnlySpan<uint> pixels, int stride, Rect area, int rowStep, Span<int> counts)
    {
        ref var here = ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), (area.Top * stride) + area.Left);
        ref var above = ref Unsafe.Subtract(ref here, stride);
        for (var piece = 0; piece < counts.Length; piece++)
        {
            var novel = 0;
            var at = piece * 8;
            for (var row = area.Top; row < area.Bottom; row += rowStep)
            {
                novel += CountEight(ref here, ref above, (nuint)at);
                at += rowStep * stride;
            }

            counts[piece] += novel;
        }
    }

    private static int CountEight(ref uint here, ref uint above, nuint at)
    {
        var row = Vector256.LoadUnsafe(ref here, at);
        var known =
            Vector256.Equals(row, Vector256.LoadUnsafe(ref Unsafe.Subtract(ref here, 1), at))
            | Vector256.Equals(row, Vector256.LoadUnsafe(ref above, at));
        return 8 - BitOperations.PopCount(known.ExtractMostSignificantBits());
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
        ref var here = ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), start);
        ref var above = ref Unsafe.Subtract(ref here, stride);
        var novel = 0;
        var i = 0;
        for (; Vector256.IsHardwareAccelerated && i + 8 <= width; i += 8)
        {
            novel += CountEight(ref here, ref above, (nuint)i);
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
