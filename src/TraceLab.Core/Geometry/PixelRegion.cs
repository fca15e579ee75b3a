namespace TraceLab.Core.Geometry;

/// <summary>
/// An immutable set of pixels kept as disjoint rectangles in bands: sorted by top, then left; rectangles of one band share
/// top and bottom; touching rectangles and equal neighbouring bands are joined, so that equal sets have equal lists.
/// </summary>
public sealed class PixelRegion : IEquatable<PixelRegion>
{
    public static readonly PixelRegion Empty = new([]);

    private readonly Rect[] _rects;

    // Takes ownership of the array, which is in canonical order.
    private PixelRegion(Rect[] rects)
    {
        _rects = rects;
        foreach (var rect in rects)
        {
            Bounds = Bounds.BoundingUnion(rect);
        }
    }

    public ReadOnlySpan<Rect> Rects => _rects;

    public Rect Bounds { get; }

    public bool IsEmpty => _rects.Length == 0;

    public long Area
    {
        get
        {
            long area = 0;
            foreach (var rect in _rects)
            {
                area += rect.Area;
            }

            return area;
        }
    }

    public static PixelRegion Of(Rect rect) => rect.IsEmpty ? Empty : new PixelRegion([rect]);

    /// <summary>The union of rectangles that may overlap, in any order.</summary>
    public static PixelRegion Of(IEnumerable<Rect> rects) => Of([.. rects]);

    /// <inheritdoc cref="Of(IEnumerable{Rect})"/>
    public static PixelRegion Of(ReadOnlySpan<Rect> rects) =>
        // Halves, so that each rectangle is swept only as often as the list can be halved.
        rects.Length switch
        {
            0 => Empty,
            1 => Of(rects[0]),
            _ => Of(rects[..(rects.Length / 2)]).Union(Of(rects[(rects.Length / 2)..])),
        };

    public PixelRegion Union(PixelRegion other)
    {
        if (other.IsEmpty || CoversAll(this, other))
        {
            return this;
        }

        return IsEmpty || CoversAll(other, this) ? other : Combine(this, other, SetOperation.Union);
    }

    public PixelRegion Intersect(PixelRegion other)
    {
        if (!Bounds.Intersects(other.Bounds))
        {
            return Empty;
        }

        if (CoversAll(this, other))
        {
            return other;
        }

        return CoversAll(other, this) ? this : Combine(this, other, SetOperation.Intersection);
    }

    public PixelRegion Subtract(PixelRegion other)
    {
        if (!Bounds.Intersects(other.Bounds))
        {
            return this;
        }

        return CoversAll(other, this) ? Empty : Combine(this, other, SetOperation.Difference);
    }

    public bool Intersects(Rect rect)
    {
        if (!Bounds.Intersects(rect))
        {
            return false;
        }

        for (var i = FirstEndingBelow(rect.Top); i < _rects.Length && _rects[i].Top < rect.Bottom; i++)
        {
            if (_rects[i].Intersects(rect))
            {
                return true;
            }
        }

        return false;
    }

    public bool Contains(int x, int y) => Bounds.Contains(x, y) && Intersects(new Rect(x, y, x + 1, y + 1));

    public PixelRegion Offset(int dx, int dy)
    {
        var moved = new Rect[_rects.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = _rects[i].Offset(dx, dy);
        }

        return moved.Length == 0 ? Empty : new PixelRegion(moved);
    }

    public bool Equals(PixelRegion? other) => other is not null && _rects.AsSpan().SequenceEqual(other._rects);

    public override bool Equals(object? obj) => Equals(obj as PixelRegion);

    public override int GetHashCode() => HashCode.Combine(_rects.Length, Bounds);

    public override string ToString() => string.Join("; ", _rects);

    private static bool CoversAll(PixelRegion a, PixelRegion b) => a._rects.Length == 1 && a.Bounds.Contains(b.Bounds);

    private static PixelRegion Combine(PixelRegion a, PixelRegion b, SetOperation operation)
    {
        using var sweep = new RegionSweep(operation, a._rects.Length + b._rects.Length);
        var rects = sweep.Run(a._rects, b._rects);
        return rects.IsEmpty ? Empty : new PixelRegion(rects.ToArray());
    }

    // Bottoms never decrease along the list, so what lies above a line can be skipped by bisection.
    private int FirstEndingBelow(int y)
    {
        var low = 0;
        var high = _rects.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rects[middle].Bottom > y)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
