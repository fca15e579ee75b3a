using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps.Merging;

/// <summary>
/// One rectangle around all marks. It covers regions without a mark too; the secondary framebuffer is right there as well.
/// </summary>
public sealed class BoxMerger : IRegionMerger
{
    public void Merge(Blitmap blitmap, List<Rect> rectangles)
    {
        var columns = blitmap.Grid.Columns;
        var (left, top, right, bottom) = (columns, blitmap.Grid.Rows, 0, 0);
        for (var row = 0; row < blitmap.Grid.Rows; row++)
        {
            for (int start = 0, end; (start = blitmap.NextMarked(row, start, columns)) < columns; start = end)
            {
                end = blitmap.NextUnmarked(row, start, columns);
                (left, right) = (Math.Min(left, start), Math.Max(right, end));
                (top, bottom) = (Math.Min(top, row), row + 1);
            }
        }

        if (right > 0)
        {
            rectangles.Add(blitmap.Grid.RectOf(new RegionSpan(left, top, right, bottom)));
        }
    }
}
