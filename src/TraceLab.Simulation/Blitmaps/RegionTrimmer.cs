using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Blitmaps;

/// <summary>
/// The comparison step of a framebuffer update request: for every marked region, compare primary and secondary; where they
/// are equal clear the mark (trim), where they differ copy the region into the secondary framebuffer.
/// Both surfaces have the blitmap's size.
/// </summary>
public static class RegionTrimmer
{
    // Eight lines of 64 bytes.
    private const nuint PrefetchPixels = 128;

    /// <summary>Trims with the fastest path for the region size. Returns how many marks were cleared.</summary>
    public static int Trim(Surface primary, Surface secondary, Blitmap blitmap) =>
        blitmap.Grid.RegionSize == 8 && Vector256.IsHardwareAccelerated
            ? TrimEights(primary, secondary, blitmap)
            : TrimScalar(primary, secondary, blitmap);

    /// <summary>The plain twin of the vector path: any region size, row by row.</summary>
    public static int TrimScalar(Surface primary, Surface secondary, Blitmap blitmap)
    {
        var trimmed = 0;
        var grid = blitmap.Grid;
        for (var row = 0; row < grid.Rows; row++)
        {
            var words = blitmap.Row(row);
            for (var index = 0; index < words.Length; index++)
            {
                for (var rest = words[index]; rest != 0; rest &= rest - 1)
                {
                    var bit = BitOperations.TrailingZeroCount(rest);
                    var region = grid.RectOf((index * 64) + bit, row);
                    if (Differs(primary, secondary, region))
                    {
                        secondary.CopyFrom(primary, region);
                    }
                    else
                    {
                        words[index] &= ~(1UL << bit);
                        trimmed++;
                    }
                }
            }
        }

        return trimmed;
    }

    private static bool Differs(Surface primary, Surface secondary, Rect region)
    {
        for (var y = region.Top; y < region.Bottom; y++)
        {
            if (!primary.Row(y, region.Left, region.Right).SequenceEqual(secondary.Row(y, region.Left, region.Right)))
            {
                return true;
            }
        }

        return false;
    }

    // A row of an 8-pixel region is one 256-bit vector. Marked neighbours are taken two at a time, so that each step of the
    // scan uses a whole 64-byte line of both framebuffers.
    private static int TrimEights(Surface primary, Surface secondary, Blitmap blitmap)
    {
        var grid = blitmap.Grid;
        var fullColumns = primary.Width / 8;
        var trimmed = 0;
        for (var row = 0; row < grid.Rows; row++)
        {
            var words = blitmap.Row(row);
            var top = row * 8;
            var height = Math.Min(8, primary.Height - top);
            for (var index = 0; index < words.Length; index++)
            {
                var marks = words[index];
                if (marks == 0)
                {
                    continue;
                }

                var columns = Math.Clamp(fullColumns - (index * 64), 0, 64);
                var changed = ScanWord(primary, secondary, top, height, index * 64, columns, marks);
                changed |= ScanEdge(primary, secondary, grid, row, index, columns, marks);
                words[index] = changed;
                trimmed += BitOperations.PopCount(marks & ~changed);
            }
        }

        return trimmed;
    }

    // The cut column at the right edge, if this word holds it.
    private static ulong ScanEdge(
        Surface primary,
        Surface secondary,
        RegionGrid grid,
        int row,
        int index,
        int columns,
        ulong marks
    )
    {
        var bit = columns;
        if (bit >= 64 || (index * 64) + bit >= grid.Columns || (marks >> bit & 1) == 0)
        {
            return 0;
        }

        var region = grid.RectOf((index * 64) + bit, row);
        if (!Differs(primary, secondary, region))
        {
            return 0;
        }

        secondary.CopyFrom(primary, region);
        return 1UL << bit;
    }

    private static ulong ScanWord(
        Surface primary,
        Surface secondary,
        int top,
        int height,
        int firstColumn,
        int columns,
        ulong marks
    )
    {
        var stride = primary.Width;
        var start = (top * stride) + (firstColumn * 8);
        ref var source = ref MemoryMarshal.GetArrayDataReference(primary.Pixels);
        ref var target = ref MemoryMarshal.GetArrayDataReference(secondary.Pixels);
        ulong changed = 0;
        var rest = columns == 64 ? marks : marks & ((1UL << columns) - 1);
        while (rest != 0)
        {
            var bit = BitOperations.TrailingZeroCount(rest);
            var offset = (nuint)(start + (bit * 8));
            var isPair = (rest >> bit & 3) == 3;
            var differing = isPair
                ? DifferingPair(ref source, ref target, offset, stride, height)
                : DifferingOne(ref source, ref target, offset, stride, height);
            rest &= ~((isPair ? 3UL : 1UL) << bit);
            if (differing == 0)
            {
                continue;
            }

            // Copied at once, while the lines are in the nearest cache.
            changed |= differing << bit;
            for (; differing != 0; differing &= differing - 1)
            {
                var at = offset + (nuint)(BitOperations.TrailingZeroCount(differing) * 8);
                CopyEight(ref source, ref target, at, stride, height);
            }
        }

        return changed;
    }

    // Bit 0: the region at offset differs; bit 1: its right neighbour does.
    private static ulong DifferingPair(ref uint source, ref uint target, nuint offset, int stride, int height)
    {
        var left = Vector256<uint>.Zero;
        var right = Vector256<uint>.Zero;
        for (var y = 0; y < height; y++)
        {
            PrefetchAhead(ref source, ref target, offset);
            left |= Vector256.LoadUnsafe(ref source, offset) ^ Vector256.LoadUnsafe(ref target, offset);
            right |= Vector256.LoadUnsafe(ref source, offset + 8) ^ Vector256.LoadUnsafe(ref target, offset + 8);
            offset += (nuint)stride;
        }

        return (left == Vector256<uint>.Zero ? 0UL : 1) | (right == Vector256<uint>.Zero ? 0UL : 2);
    }

    // Eight rows of two framebuffers are more streams than the hardware follows where the screen is larger than the cache.
    // A prefetch never faults, so it may reach beyond the last pixel.
    private static unsafe void PrefetchAhead(ref uint source, ref uint target, nuint offset)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref source, offset + PrefetchPixels)));
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref target, offset + PrefetchPixels)));
        }
    }

    private static ulong DifferingOne(ref uint source, ref uint target, nuint offset, int stride, int height)
    {
        var difference = Vector256<uint>.Zero;
        for (var y = 0; y < height; y++)
        {
            difference |= Vector256.LoadUnsafe(ref source, offset) ^ Vector256.LoadUnsafe(ref target, offset);
            offset += (nuint)stride;
        }

        return difference == Vector256<uint>.Zero ? 0UL : 1;
    }

    private static void CopyEight(ref uint source, ref uint target, nuint offset, int stride, int height)
    {
        for (var y = 0; y < height; y++)
        {
            Vector256.LoadUnsafe(ref source, offset).StoreUnsafe(ref target, offset);
            offset += (nuint)stride;
        }
    }
}
