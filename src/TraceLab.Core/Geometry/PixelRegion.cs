namespace TraceLab.Core.Geometry;

/// <summary>
/// A set of pixels kept as disjoint rectangles in bands: sorted by top, then left; rectangles of one band share top and
/// bottom; touching rectangles and equal neighbouring bands are joined, so that equal sets have equal lists.
/// The empty set is the default.
/// </summary>
public sealed class PixelRegion : IEquatable<PixelRegion>
{
    public static readonly PixelRegion Empty = new([]);

    private readonly Rect[] _rects;

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
    public static PixelRegion Of(IEnumerable<Rect> rects)
    {
        var result = Empty;
        foreach (var rect in rects)
        {
            result = result.Union(Of(rect));
        }

        return result;
    }

    public PixelRegion Union(PixelRegion other) => Combine(this, other, static (a, b) => a || b);

    public PixelRegion Intersect(PixelRegion other) => Combine(this, other, static (a, b) => a && b);

    public PixelRegion Subtract(PixelRegion other) => Combine(this, other, static (a, b) => a && !b);

    public bool Intersects(Rect rect)
    {
        if (!Bounds.Intersects(rect))
        {
            return false;
        }

        foreach (var own in _rects)
        {
            if (own.Top >= rect.Bottom)
            {
                return false;
            }

            if (own.Intersects(rect))
            {
                return true;
            }
        }

        return false;
    }

    public bool Contains(int x, int y)
    {
        foreach (var rect in _rects)
        {
            if (rect.Contains(x, y))
            {
                return true;
            }
        }

        return false;
    }

    public PixelRegion Offset(int dx, int dy) => new([.. _rects.Select(r => r.Offset(dx, dy))]);

    public bool Equals(PixelRegion? other) => other is not null && _rects.AsSpan().SequenceEqual(other._rects);

    public override bool Equals(object? obj) => Equals(obj as PixelRegion);

    public override int GetHashCode() => HashCode.Combine(_rects.Length, Bounds);

    public override string ToString() => string.Join("; ", _rects);

    // Sweeps the elementary bands of both operands; inside a band the set changes only at the rectangles' edges.
    private static PixelRegion Combine(PixelRegion a, PixelRegion b, Func<bool, bool, bool> keep)
    {
        var ys = Edges(a._rects, b._rects, static r => (r.Top, r.Bottom));
        var result = new List<Rect>();
        var band = new List<Rect>();
        var previousStart = 0;
        for (var i = 0; i + 1 < ys.Count; i++)
        {
            band.Clear();
            CombineBand(a._rects, b._rects, ys[i], ys[i + 1], keep, band);
            previousStart = AppendBand(result, previousStart, band);
        }

        return result.Count == 0 ? Empty : new PixelRegion([.. result]);
    }

    private static void CombineBand(
        Rect[] a,
        Rect[] b,
        int top,
        int bottom,
        Func<bool, bool, bool> keep,
        List<Rect> band
    )
    {
        var inA = a.Where(r => r.Top <= top && r.Bottom >= bottom).ToArray();
        var inB = b.Where(r => r.Top <= top && r.Bottom >= bottom).ToArray();
        var xs = Edges(inA, inB, static r => (r.Left, r.Right));
        for (var i = 0; i + 1 < xs.Count; i++)
        {
            var x = xs[i];
            if (
                !keep(
                    Array.Exists(inA, r => r.Left <= x && x < r.Right),
                    Array.Exists(inB, r => r.Left <= x && x < r.Right)
                )
            )
            {
                continue;
            }

            if (band.Count > 0 && band[^1].Right == x)
            {
                band[^1] = band[^1] with { Right = xs[i + 1] };
            }
            else
            {
                band.Add(new Rect(x, top, xs[i + 1], bottom));
            }
        }
    }

    // Joins the band to the one above when both have the same columns; returns where the last band now starts.
    private static int AppendBand(List<Rect> result, int previousStart, List<Rect> band)
    {
        if (band.Count == 0)
        {
            return result.Count;
        }

        var joins = result.Count - previousStart == band.Count && result[previousStart].Bottom == band[0].Top;
        for (var i = 0; joins && i < band.Count; i++)
        {
            var above = result[previousStart + i];
            joins = above.Left == band[i].Left && above.Right == band[i].Right;
        }

        if (!joins)
        {
            var start = result.Count;
            result.AddRange(band);
            return start;
        }

        for (var i = 0; i < band.Count; i++)
        {
            result[previousStart + i] = result[previousStart + i] with { Bottom = band[0].Bottom };
        }

        return previousStart;
    }

    private static List<int> Edges(Rect[] a, Rect[] b, Func<Rect, (int Low, int High)> axis)
    {
        var edges = new SortedSet<int>();
        foreach (var rect in a.Concat(b))
        {
            var (low, high) = axis(rect);
            edges.Add(low);
            edges.Add(high);
        }

        return [.. edges];
    }
}
