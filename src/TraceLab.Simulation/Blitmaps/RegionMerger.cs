using System.Numerics;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps;

/// <summary>
/// Joins marked regions to few rectangles: runs along a row first, then runs with the same columns down the rows.
/// </summary>
public sealed class RegionMerger
{
    private readonly List<RegionSpan> _open = [];
    private readonly List<RegionSpan> _next = [];

    /// <summary>Appends the rectangles of all marks, in pixels, in order of their last row, then column.</summary>
    public void Merge(Blitmap blitmap, List<Rect> rectangles)
    {
        var grid = blitmap.Grid;
        _open.Clear();
        for (var row = 0; row < grid.Rows; row++)
        {
            _next.Clear();
            CollectRuns(blitmap.Row(row), row);
            CloseOrExtend(grid, rectangles);
        }

        foreach (var span in _open)
        {
            rectangles.Add(grid.RectOf(span));
        }
    }

    private void CollectRuns(ReadOnlySpan<ulong> words, int row)
    {
        var start = -1;
        var end = -1;
        for (var index = 0; index < words.Length; index++)
        {
            for (var rest = words[index]; rest != 0; )
            {
                var bit = BitOperations.TrailingZeroCount(rest);
                var length = BitOperations.TrailingZeroCount(~(rest >> bit));
                var first = (index * 64) + bit;
                if (first != end)
                {
                    AddRun(start, end, row);
                    start = first;
                }

                end = first + length;
                rest = bit + length == 64 ? 0 : rest & (ulong.MaxValue << (bit + length));
            }
        }

        AddRun(start, end, row);
    }

    private void AddRun(int start, int end, int row)
    {
        if (start >= 0)
        {
            _next.Add(new RegionSpan(start, row, end, row + 1));
        }
    }

    // Both lists are sorted by column. A run goes on if exactly the same columns are marked one row below.
    private void CloseOrExtend(RegionGrid grid, List<Rect> rectangles)
    {
        var next = 0;
        foreach (var span in _open)
        {
            while (next < _next.Count && _next[next].FirstColumn < span.FirstColumn)
            {
                next++;
            }

            if (
                next < _next.Count
                && _next[next].FirstColumn == span.FirstColumn
                && _next[next].EndColumn == span.EndColumn
            )
            {
                _next[next] = _next[next] with { FirstRow = span.FirstRow };
            }
            else
            {
                rectangles.Add(grid.RectOf(span));
            }
        }

        _open.Clear();
        _open.AddRange(_next);
    }
}
