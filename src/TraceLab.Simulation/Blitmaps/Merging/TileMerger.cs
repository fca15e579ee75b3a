using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps.Merging;

/// <summary>Each region alone, row after row.</summary>
public sealed class TileMerger : IRegionMerger
{
    public void Merge(Blitmap blitmap, List<Rect> rectangles)
    {
        var grid = blitmap.Grid;
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; (column = blitmap.NextMarked(row, column, grid.Columns)) < grid.Columns; column++)
            {
                rectangles.Add(grid.RectOf(column, row));
            }
        }
    }
}
