namespace TraceLab.Core.Geometry;

/// <summary>A rectangle of regions, in region columns and rows, half-open like <see cref="Rect"/>.</summary>
public readonly record struct RegionSpan(int FirstColumn, int FirstRow, int EndColumn, int EndRow)
{
    public bool IsEmpty => EndColumn <= FirstColumn || EndRow <= FirstRow;

    public int Count => IsEmpty ? 0 : (EndColumn - FirstColumn) * (EndRow - FirstRow);
}

/// <summary>
/// How a framebuffer is divided into the square regions of a blitmap (patent: 8×8 pixels an entry). Regions at the
/// right and bottom edge are cut where the size is no multiple of the region size (hazard H11).
/// </summary>
public sealed class RegionGrid
{
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public RegionGrid(int width, int height, int regionSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(regionSize);
        Width = width;
        Height = height;
        RegionSize = regionSize;
        Columns = (width + regionSize - 1) / regionSize;
        Rows = (height + regionSize - 1) / regionSize;
    }

    /// <summary>Width of the framebuffer in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the framebuffer in pixels.</summary>
    public int Height { get; }

    /// <summary>Edge of a region in pixels.</summary>
    public int RegionSize { get; }

    public int Columns { get; }

    public int Rows { get; }

    public int RegionCount => Columns * Rows;

    public Rect Bounds => new(0, 0, Width, Height);

    /// <summary>The regions that share at least one pixel with <paramref name="area"/>.</summary>
    public RegionSpan SpanOf(Rect area)
    {
        var inside = area.Intersect(Bounds);
        return inside.IsEmpty
            ? default
            : new RegionSpan(
                inside.Left / RegionSize,
                inside.Top / RegionSize,
                (inside.Right + RegionSize - 1) / RegionSize,
                (inside.Bottom + RegionSize - 1) / RegionSize
            );
    }

    /// <summary>The pixels of one region, cut at the framebuffer's edge.</summary>
    public Rect RectOf(int column, int row) => RectOf(new RegionSpan(column, row, column + 1, row + 1));

    /// <summary>The pixels of a rectangle of regions, cut at the framebuffer's edge.</summary>
    public Rect RectOf(RegionSpan span) =>
        new(
            span.FirstColumn * RegionSize,
            span.FirstRow * RegionSize,
            Math.Min(span.EndColumn * RegionSize, Width),
            Math.Min(span.EndRow * RegionSize, Height)
        );
}
