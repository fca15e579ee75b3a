using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps.Merging;

/// <summary>
/// Runs along a row first, then runs with the same columns joined down the rows; in order of last row, then column.
/// </summary>
public sealed class StackMerger : IRegionMerger
{
    private readonly List<RegionSpan> _open = [];
    private readonly List<RegionSpan> _next = [];

    public void Merge(Blitmap blitmap, List<Rect> rectangles)
    {
        var grid = blitmap.Grid;
        _open.Clear();
        for (var row = 0; row < grid.Rows; row++)
        {
            _next.Clear();
            RowMerger.AddRuns(blitmap, row, _next);
            CloseOrExtend(grid, rectangles);
        }

        foreach (var span in _open)
        {
            rectangles.Add(grid.RectOf(span));
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
