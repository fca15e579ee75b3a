using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps.Merging;

/// <summary>
/// The first mark that is left, in reading order, becomes the top left corner of the largest rectangle of marks that is left
/// there; and again, until no mark is.
/// </summary>
public sealed class GreedyMerger : IRegionMerger
{
    private Blitmap? _left;

    public void Merge(Blitmap blitmap, List<Rect> rectangles)
    {
        var grid = blitmap.Grid;
        if (_left is null || _left.Grid != grid)
        {
            _left = new Blitmap(grid);
        }

        _left.CopyFrom(blitmap);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; (column = _left.NextMarked(row, column, grid.Columns)) < grid.Columns; )
            {
                var largest = LargestAt(_left, column, row);
                _left.Clear(largest);
                rectangles.Add(grid.RectOf(largest));
            }
        }
    }

    private static RegionSpan LargestAt(Blitmap left, int column, int row)
    {
        var largest = default(RegionSpan);
        var end = left.Grid.Columns;
        for (var last = row; last < left.Grid.Rows && left.IsMarked(column, last); last++)
        {
            end = left.NextUnmarked(last, column, end);
            var span = new RegionSpan(column, row, end, last + 1);
            largest = span.Count > largest.Count ? span : largest;
        }

        return largest;
    }
}
