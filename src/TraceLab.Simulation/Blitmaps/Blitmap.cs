using System.Numerics;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps;

/// <summary>
/// One mark per region of possibly changed pixels (the patent's blitmap data structure). Each row of regions is a run of
/// 64-bit words, region column 0 in bit 0; bits beyond the last column stay 0. Not thread-safe.
/// </summary>
public sealed class Blitmap(RegionGrid grid)
{
    private readonly ulong[] _words = new ulong[((grid.Columns + 63) / 64) * grid.Rows];

    public RegionGrid Grid { get; } = grid;

    public int WordsPerRow { get; } = (grid.Columns + 63) / 64;

    public int CountMarked()
    {
        var count = 0;
        foreach (var word in _words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>The marks of one row of regions, to be read or changed in place.</summary>
    public Span<ulong> Row(int row) => _words.AsSpan(row * WordsPerRow, WordsPerRow);

    public bool IsMarked(int column, int row) =>
        (_words[(row * WordsPerRow) + (column >> 6)] >> (column & 63) & 1) != 0;

    /// <summary>Whether a row has the same marks as the one before it.</summary>
    public bool IsRowAsAbove(int row)
    {
        var words = Row(row);
        var above = Row(row - 1);
        for (var index = 0; index < words.Length; index++)
        {
            if (words[index] != above[index])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first marked column of a row from <paramref name="column"/> on; <paramref name="end"/> if there is none.</summary>
    public int NextMarked(int row, int column, int end) => Next(row, column, end, 0);

    /// <summary>The first column without a mark from <paramref name="column"/> on; <paramref name="end"/> if there is none.</summary>
    public int NextUnmarked(int row, int column, int end) => Next(row, column, end, ulong.MaxValue);

    public void Mark(RegionSpan span) => ForEachWord(span, set: true);

    /// <summary>Marks every region that shares a pixel with the area.</summary>
    public void Mark(Rect area) => Mark(Grid.SpanOf(area));

    public void Clear(RegionSpan span) => ForEachWord(span, set: false);

    public void MarkAll() => Mark(new RegionSpan(0, 0, Grid.Columns, Grid.Rows));

    public void ClearAll() => Array.Clear(_words);

    /// <summary>Takes over the marks of a blitmap of the same grid.</summary>
    public void CopyFrom(Blitmap other) => other._words.CopyTo(_words, 0);

    /// <summary>Takes over the marks of a blitmap of the same grid inside a span; those outside stay as they are.</summary>
    public void CopyFrom(Blitmap other, RegionSpan span)
    {
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            var words = Row(row);
            var others = other.Row(row);
            for (var index = span.FirstColumn >> 6; index <= (span.EndColumn - 1) >> 6; index++)
            {
                var bits = ColumnMask(index, span.FirstColumn, span.EndColumn);
                words[index] = (words[index] & ~bits) | (others[index] & bits);
            }
        }
    }

    /// <summary>Takes over the marks of a blitmap of the same grid where another one has marks; the others stay as they are.</summary>
    public void CopyFrom(Blitmap other, Blitmap where)
    {
        for (var index = 0; index < _words.Length; index++)
        {
            _words[index] ^= (_words[index] ^ other._words[index]) & where._words[index];
        }
    }

    /// <summary>Marks of one row of regions between two columns.</summary>
    public int CountMarked(int row, int firstColumn, int endColumn)
    {
        var words = Row(row);
        var count = 0;
        for (var index = firstColumn >> 6; index <= (endColumn - 1) >> 6; index++)
        {
            count += BitOperations.PopCount(words[index] & ColumnMask(index, firstColumn, endColumn));
        }

        return count;
    }

    /// <summary>Pixels of all marked regions inside the span, with the regions at the edges cut (hazard H11).</summary>
    public long CountMarkedPixels(RegionSpan span)
    {
        long pixels = 0;
        var size = Grid.RegionSize;
        var missing = (Grid.Columns * size) - Grid.Width;
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            var height = Math.Min(size, Grid.Height - (row * size));
            var width = (long)CountMarked(row, span.FirstColumn, span.EndColumn) * size;
            width -= span.EndColumn == Grid.Columns && IsMarked(Grid.Columns - 1, row) ? missing : 0;
            pixels += width * height;
        }

        return pixels;
    }

    private int Next(int row, int column, int end, ulong flip)
    {
        var words = Row(row);
        while (column < end)
        {
            var rest = (words[column >> 6] ^ flip) >> (column & 63);
            if (rest != 0)
            {
                return Math.Min(column + BitOperations.TrailingZeroCount(rest), end);
            }

            column = (column | 63) + 1;
        }

        return end;
    }

    // The bits of one word that lie between two columns.
    private static ulong ColumnMask(int index, int firstColumn, int endColumn)
    {
        var bits = ulong.MaxValue;
        bits &= index == firstColumn >> 6 ? ulong.MaxValue << (firstColumn & 63) : ulong.MaxValue;
        bits &= index == (endColumn - 1) >> 6 ? ulong.MaxValue >> (63 - ((endColumn - 1) & 63)) : ulong.MaxValue;
        return bits;
    }

    private void ForEachWord(RegionSpan span, bool set)
    {
        if (span.IsEmpty)
        {
            return;
        }

        var words = _words.AsSpan(0, span.EndRow * WordsPerRow);
        for (var index = span.FirstColumn >> 6; index <= (span.EndColumn - 1) >> 6; index++)
        {
            var bits = ColumnMask(index, span.FirstColumn, span.EndColumn);
            for (var at = (span.FirstRow * WordsPerRow) + index; at < words.Length; at += WordsPerRow)
            {
                words[at] = set ? words[at] | bits : words[at] & ~bits;
            }
        }
    }
}
