using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
            if (
                !primary
                    .ReadRow(y, region.Left, region.Right)
                    .SequenceEqual(secondary.ReadRow(y, region.Left, region.Right))
            )
            {
                return true;
            }
        }

        return false;
    }

    // A row of an 8-pixel region is one 256-bit vector. Pixels are walked row by row across all marked regions: each
    // framebuffer is then one stream that the hardware reads ahead, and rows a power of two apart, which share their places
    // in the cache, are never needed at once. Where a piece of a row differs it is copied at once, while it is at hand.
    private static int TrimEights(Surface primary, Surface secondary, Blitmap blitmap)
    {
        var grid = blitmap.Grid;
        Span<ulong> changed = stackalloc ulong[blitmap.WordsPerRow];
        var trimmed = 0;
        for (var row = 0; row < grid.Rows; row++)
        {
            var marks = blitmap.Row(row);
            if (!marks.ContainsAnyExcept(0UL))
            {
                continue;
            }

            changed.Clear();
            var bottom = Math.Min((row + 1) * 8, primary.Height);
            for (var y = row * 8; y < bottom; y++)
            {
                CopyDifferences(primary.ReadRow(y), secondary.Row(y), marks, changed);
            }

            for (var index = 0; index < marks.Length; index++)
            {
                trimmed += BitOperations.PopCount(marks[index] & ~changed[index]);
            }

            changed.CopyTo(marks);
        }

        return trimmed;
    }

    // One row of pixels: where it differs in a marked region it is copied, and the region is marked as changed.
    private static void CopyDifferences(
        ReadOnlySpan<uint> source,
        Span<uint> target,
        ReadOnlySpan<ulong> marks,
        Span<ulong> changed
    )
    {
        for (var index = 0; index < marks.Length; index++)
        {
            var first = index * 512;
            var columns = Math.Min(64, (source.Length - first) / 8);
            ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), first);
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), first);
            var whole = columns == 64 ? ulong.MaxValue : (1UL << columns) - 1;
            changed[index] |= CopyDifferences(ref from, ref to, marks[index] & whole);
            if ((marks[index] & ~whole) != 0)
            {
                // The cut region at the right edge.
                var left = first + (columns * 8);
                changed[index] |= CopyDifference(source[left..], target[left..]) ? 1UL << columns : 0;
            }
        }
    }

    // The regions of one word of marks, bit 0 at the references. Returns those whose piece of the row differed.
    private static ulong CopyDifferences(ref uint source, ref uint target, ulong marks)
    {
        ulong changed = 0;
        while (marks != 0)
        {
            var first = BitOperations.TrailingZeroCount(marks);
            var length = BitOperations.TrailingZeroCount(~(marks >> first));
            var end = first + length;
            for (var column = first; column < end; column++)
            {
                var at = (nuint)(column * 8);
                var piece = Vector256.LoadUnsafe(ref source, at);
                if (piece != Vector256.LoadUnsafe(ref target, at))
                {
                    piece.StoreUnsafe(ref target, at);
                    changed |= 1UL << column;
                }
            }

            marks &= end == 64 ? 0 : ulong.MaxValue << end;
        }

        return changed;
    }

    private static bool CopyDifference(ReadOnlySpan<uint> source, Span<uint> target)
    {
        if (source.SequenceEqual(target))
        {
            return false;
        }

        source.CopyTo(target);
        return true;
    }
}
