using TraceLab.Core.Geometry;

namespace TraceLab.ReferenceMachine;

/// <summary>How a framebuffer is cut into regions, with one mark for each: the blitmap as a plain table.</summary>
public sealed class ReferenceRegions(int width, int height, int regionSize)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Columns { get; } = (width + regionSize - 1) / regionSize;

    public int Rows { get; } = (height + regionSize - 1) / regionSize;

    public bool[,] Marks { get; private set; } =
        new bool[(width + regionSize - 1) / regionSize, (height + regionSize - 1) / regionSize];

    public bool HasMarks => All().Any(region => Marks[region.Column, region.Row]);

    /// <summary>Every region, row after row.</summary>
    public IEnumerable<(int Column, int Row)> All() =>
        from row in Enumerable.Range(0, Rows)
        from column in Enumerable.Range(0, Columns)
        select (column, row);

    /// <summary>The marked regions, row after row.</summary>
    public IEnumerable<(int Column, int Row)> Marked() => All().Where(region => Marks[region.Column, region.Row]);

    /// <summary>The regions that hold a pixel of the area, row after row.</summary>
    public IEnumerable<(int Column, int Row)> Touched(Rect area) =>
        All()
            .Where(region =>
                ReferencePrimitive.HasPixels(ReferencePrimitive.Common(RectOf(region.Column, region.Row), area))
            );

    /// <summary>The pixels of a region, which ends where the framebuffer does.</summary>
    public Rect RectOf(int column, int row) =>
        ReferencePrimitive.Common(
            new Rect(column * regionSize, row * regionSize, (column + 1) * regionSize, (row + 1) * regionSize),
            new Rect(0, 0, Width, Height)
        );

    /// <summary>The pixels of a region, one by one.</summary>
    public IEnumerable<(int X, int Y)> PixelsOf(int column, int row)
    {
        var area = RectOf(column, row);
        for (var y = area.Top; y < area.Bottom; y++)
        {
            for (var x = area.Left; x < area.Right; x++)
            {
                yield return (x, y);
            }
        }
    }

    public void Mark(Rect area)
    {
        foreach (var (column, row) in Touched(area))
        {
            Marks[column, row] = true;
        }
    }

    public void Clear() => Marks = new bool[Columns, Rows];

    public ReferenceRegions Copy() => new(Width, Height, regionSize) { Marks = (bool[,])Marks.Clone() };
}
