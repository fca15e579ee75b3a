using System.Runtime.InteropServices;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps.Merging;

/// <summary>
/// Runs along a row first, then runs with the same columns joined down the rows; in order of last row, then column.
/// </summary>
public sealed class StackMerger : IRegionMerger
{
    // Runs that go on so far; each says where it began and leaves open where it ends.
    private List<RegionSpan> _open = [];
    private List<RegionSpan> _next = [];

    public void Merge(Blitmap blitmap, List<Rect> rectangles)
    {
        var grid = blitmap.Grid;
        for (var row = 0; row < grid.Rows; row++)
        {
            // Most rows are like the one above: then all runs go on.
            if (row == 0 || !blitmap.IsRowAsAbove(row))
            {
                RowMerger.AddRuns(blitmap, row, _next);
                CloseOrExtend(grid, row, rectangles);
            }
        }

        CloseOrExtend(grid, grid.Rows, rectangles);
    }

    // Both lists are sorted by column. A run goes on if exactly the same columns are marked in the row.
    private void CloseOrExtend(RegionGrid grid, int row, List<Rect> rectangles)
    {
        var below = CollectionsMarshal.AsSpan(_next);
        var next = 0;
        foreach (ref readonly var span in CollectionsMarshal.AsSpan(_open))
        {
            while (next < below.Length && below[next].FirstColumn < span.FirstColumn)
            {
                next++;
            }

            if (
                next < below.Length
                && below[next].FirstColumn == span.FirstColumn
                && below[next].EndColumn == span.EndColumn
            )
            {
                below[next] = below[next] with { FirstRow = span.FirstRow };
            }
            else
            {
                rectangles.Add(grid.RectOf(span with { EndRow = row }));
            }
        }

        (_open, _next) = (_next, _open);
        _next.Clear();
    }
}
