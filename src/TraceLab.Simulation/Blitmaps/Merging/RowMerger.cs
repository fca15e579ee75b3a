using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps.Merging;

/// <summary>Runs along a row of regions, never joined with those of another row.</summary>
public sealed class RowMerger : IRegionMerger
{
    private readonly List<RegionSpan> _runs = [];

    public void Merge(Blitmap blitmap, List<Rect> rectangles)
    {
        _runs.Clear();
        for (var row = 0; row < blitmap.Grid.Rows; row++)
        {
            AddRuns(blitmap, row, _runs);
        }

        foreach (var run in _runs)
        {
            rectangles.Add(blitmap.Grid.RectOf(run));
        }
    }

    /// <summary>Appends the longest runs of marks of one row, from left to right.</summary>
    internal static void AddRuns(Blitmap blitmap, int row, List<RegionSpan> runs)
    {
        if (blitmap.IsRowEmpty(row))
        {
            return;
        }

        var columns = blitmap.Grid.Columns;
        var end = 0;
        for (int start; (start = blitmap.NextMarked(row, end, columns)) < columns; )
        {
            end = blitmap.NextUnmarked(row, start, columns);
            runs.Add(new RegionSpan(start, row, end, row + 1));
        }
    }
}
