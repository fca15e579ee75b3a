using TraceLab.Core.Geometry;

namespace TraceLab.TraceFormat.Keyframes;

/// <summary>
/// Which pixels of a surface matter for what comes later: for each row 64 bits at most, one for each of some columns. A
/// column of a row that is needed in part counts as needed. Columns are divided where large areas begin and end, such as
/// windows that are drawn again and again.
/// </summary>
internal sealed class NeededPixels
{
    private const int MostColumns = 64;
    private const int FirstColumns = 16;

    // An area of at least this part of the surface is worth edges of its own.
    private const int LargePart = 32;

    private readonly ulong[] _rows;

    // Where columns begin, in order, and where the last one ends.
    private readonly List<int> _edges = [];

    /// <summary>Nothing is needed at first.</summary>
    public NeededPixels(Rect bounds)
    {
        Bounds = bounds;
        _rows = new ulong[bounds.Height];
        var columns = Math.Min(FirstColumns, bounds.Width);
        for (var i = 0; i <= columns; i++)
        {
            _edges.Add((int)((long)bounds.Width * i / columns));
        }
    }

    /// <summary>All of the surface, from 0,0.</summary>
    public Rect Bounds { get; }

    /// <summary>Whether the surface itself is needed, be it only that something looks for it.</summary>
    public bool IsNamed { get; set; }

    public void AddAll()
    {
        Array.Fill(_rows, ulong.MaxValue);
        IsNamed = true;
    }

    /// <summary>Whatever lies in an area is needed.</summary>
    public void Add(Rect area)
    {
        var inside = area.Intersect(Bounds);
        var mask = Touched(inside);
        foreach (ref var row in Rows(inside))
        {
            row |= mask;
        }
    }

    /// <summary>What lies in an area is overwritten, so it is not needed before that.</summary>
    public void Remove(Rect area)
    {
        var inside = area.Intersect(Bounds);
        if (inside.Area >= Bounds.Area / LargePart)
        {
            Divide(inside.Left);
            Divide(inside.Right);
        }

        var mask = Covered(inside);
        foreach (ref var row in Rows(inside))
        {
            row &= ~mask;
        }
    }

    /// <summary>Whether an area holds anything that is needed.</summary>
    public bool Touches(Rect area)
    {
        var inside = area.Intersect(Bounds);
        var mask = Touched(inside);
        foreach (var row in Rows(inside))
        {
            if ((row & mask) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private Span<ulong> Rows(Rect inside) => _rows.AsSpan(inside.Top, inside.Height);

    // The columns that share a pixel with an area.
    private ulong Touched(Rect inside)
    {
        var (first, end) = (_edges.BinarySearch(inside.Left), _edges.BinarySearch(inside.Right));
        return Bits(first >= 0 ? first : ~first - 1, end >= 0 ? end : ~end);
    }

    // The columns that lie whole in an area.
    private ulong Covered(Rect inside)
    {
        var (first, end) = (_edges.BinarySearch(inside.Left), _edges.BinarySearch(inside.Right));
        return Bits(first >= 0 ? first : ~first, end >= 0 ? end : ~end - 1);
    }

    private static ulong Bits(int first, int end) =>
        end <= first ? 0
        : end - first == MostColumns ? ulong.MaxValue
        : ((1UL << (end - first)) - 1) << first;

    // Both halves of a column are needed as the whole was.
    private void Divide(int x)
    {
        var found = _edges.BinarySearch(x);
        if (found >= 0 || _edges.Count > MostColumns)
        {
            return;
        }

        var column = ~found - 1;
        _edges.Insert(column + 1, x);
        foreach (ref var row in _rows.AsSpan())
        {
            row = (row & Bits(0, column + 1)) | ((row & ~Bits(0, column)) << 1);
        }
    }
}
