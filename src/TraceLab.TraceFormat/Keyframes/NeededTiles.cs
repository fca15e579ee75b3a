using TraceLab.Core.Geometry;

namespace TraceLab.TraceFormat.Keyframes;

/// <summary>
/// Which parts of a surface matter for what comes later, in square tiles of a size at which a row of them is 64 bits at
/// most. A tile that is needed in part counts as needed.
/// </summary>
internal sealed class NeededTiles
{
    private const int MinTileShift = 3;
    private const int MostColumns = 64;

    private readonly ulong[] _rows;
    private readonly int _shift = MinTileShift;

    /// <summary>Nothing is needed at first.</summary>
    public NeededTiles(Rect bounds)
    {
        Bounds = bounds;
        while (((bounds.Width - 1) >> _shift) >= MostColumns)
        {
            _shift++;
        }

        _rows = new ulong[((bounds.Height - 1) >> _shift) + 1];
    }

    /// <summary>All of the surface, from 0,0.</summary>
    public Rect Bounds { get; }

    public void AddAll() => Add(Bounds);

    /// <summary>Whatever shares a pixel with an area is needed.</summary>
    public void Add(Rect area)
    {
        var inside = area.Intersect(Bounds);
        if (!inside.IsEmpty)
        {
            var mask = Columns(inside.Left >> _shift, ((inside.Right - 1) >> _shift) + 1);
            foreach (ref var row in Rows(inside.Top >> _shift, ((inside.Bottom - 1) >> _shift) + 1))
            {
                row |= mask;
            }
        }
    }

    /// <summary>What lies in an area is overwritten: tiles that lie in it whole are not needed before that.</summary>
    public void Remove(Rect area)
    {
        var inside = area.Intersect(Bounds);
        if (!inside.IsEmpty)
        {
            var mask = Columns(TilesBelow(inside.Left), TilesUpTo(inside.Right, Bounds.Right));
            foreach (ref var row in Rows(TilesBelow(inside.Top), TilesUpTo(inside.Bottom, Bounds.Bottom)))
            {
                row &= ~mask;
            }
        }
    }

    /// <summary>Whether an area holds anything that is needed.</summary>
    public bool Touches(Rect area)
    {
        var inside = area.Intersect(Bounds);
        if (inside.IsEmpty)
        {
            return false;
        }

        var mask = Columns(inside.Left >> _shift, ((inside.Right - 1) >> _shift) + 1);
        foreach (var row in Rows(inside.Top >> _shift, ((inside.Bottom - 1) >> _shift) + 1))
        {
            if ((row & mask) != 0)
            {
                return true;
            }
        }

        return false;
    }

    // The first tile that does not begin before a coordinate.
    private int TilesBelow(int coordinate) => (coordinate + (1 << _shift) - 1) >> _shift;

    // Behind the last tile that ends at a coordinate or before; the last of all may be cut by the surface's end.
    private int TilesUpTo(int coordinate, int end) => coordinate == end ? TilesBelow(end) : coordinate >> _shift;

    private Span<ulong> Rows(int first, int end) => _rows.AsSpan(first, Math.Max(0, end - first));

    private static ulong Columns(int first, int end) =>
        end <= first ? 0
        : end - first == MostColumns ? ulong.MaxValue
        : ((1UL << (end - first)) - 1) << first;
}
