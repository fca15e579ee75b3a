using System.Buffers;

namespace TraceLab.Core.Geometry;

/// <summary>A set operation as a truth table: bit (in first × 2 + in second) tells whether a pixel is in the result.</summary>
internal enum SetOperation
{
    Difference = 0b0100,
    Intersection = 0b1000,
    Union = 0b1110,
}

/// <summary>
/// Combines two canonical rectangle lists (<see cref="PixelRegion"/>) in one pass from top to bottom. Results lie in a
/// rented array that goes back when the sweep is disposed.
/// </summary>
internal ref struct RegionSweep(SetOperation operation, int expectedRects)
{
    private readonly int _operation = (int)operation;
    private Rect[] _rects = ArrayPool<Rect>.Shared.Rent(Math.Max(expectedRects, 16));
    private int _count;

    // Where the last band that was kept starts, and where the one being made does.
    private int _lastBand;
    private int _band;

    /// <summary>The combined list in canonical order; valid until this is disposed.</summary>
    public ReadOnlySpan<Rect> Run(ReadOnlySpan<Rect> a, ReadOnlySpan<Rect> b)
    {
        var y = int.MinValue;
        while (!a.IsEmpty || !b.IsEmpty)
        {
            // The next stretch of lines over which neither list changes.
            var top = Math.Max(y, Math.Min(TopOf(a), TopOf(b)));
            var inA = TopOf(a) <= top;
            var inB = TopOf(b) <= top;
            var bottom = Math.Min(NextChange(a, inA), NextChange(b, inB));
            var bandA = BandLength(a);
            var bandB = BandLength(b);
            CombineBand(inA ? a[..bandA] : [], inB ? b[..bandB] : [], top, bottom);
            CloseBand();
            a = inA && a[0].Bottom == bottom ? a[bandA..] : a;
            b = inB && b[0].Bottom == bottom ? b[bandB..] : b;
            y = bottom;
        }

        return _rects.AsSpan(0, _count);
    }

    public void Dispose()
    {
        ArrayPool<Rect>.Shared.Return(_rects);
        _rects = [];
    }

    private static int TopOf(ReadOnlySpan<Rect> rects) => rects.IsEmpty ? int.MaxValue : rects[0].Top;

    private static int NextChange(ReadOnlySpan<Rect> rects, bool inside) => inside ? rects[0].Bottom : TopOf(rects);

    private static int BandLength(ReadOnlySpan<Rect> rects)
    {
        var length = 0;
        while (length < rects.Length && rects[length].Top == rects[0].Top)
        {
            length++;
        }

        return length;
    }

    // Walks the left and right edges of both bands; edges of one band strictly increase, so each one turns it on or off.
    private void CombineBand(ReadOnlySpan<Rect> a, ReadOnlySpan<Rect> b, int top, int bottom)
    {
        int edgeA = 0;
        int edgeB = 0;
        int start = 0;
        var kept = false;
        while (edgeA < a.Length * 2 || edgeB < b.Length * 2)
        {
            var xA = EdgeAt(a, edgeA);
            var xB = EdgeAt(b, edgeB);
            var x = Math.Min(xA, xB);
            edgeA += xA == x && edgeA < a.Length * 2 ? 1 : 0;
            edgeB += xB == x && edgeB < b.Length * 2 ? 1 : 0;
            var keep = ((_operation >> (((edgeA & 1) * 2) + (edgeB & 1))) & 1) != 0;
            if (keep && !kept)
            {
                start = x;
            }
            else if (kept && !keep)
            {
                Add(new Rect(start, top, x, bottom));
            }

            kept = keep;
        }
    }

    private static int EdgeAt(ReadOnlySpan<Rect> band, int edge)
    {
        if (edge >= band.Length * 2)
        {
            return int.MaxValue;
        }

        ref readonly var rect = ref band[edge >> 1];
        return (edge & 1) == 0 ? rect.Left : rect.Right;
    }

    private void Add(Rect rect)
    {
        if (_count == _rects.Length)
        {
            var larger = ArrayPool<Rect>.Shared.Rent(_count * 2);
            _rects.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<Rect>.Shared.Return(_rects);
            _rects = larger;
        }

        _rects[_count++] = rect;
    }

    // Joins the band just made to the one above when they touch and have the same columns.
    private void CloseBand()
    {
        var above = _rects.AsSpan(_lastBand, _band - _lastBand);
        var made = _rects.AsSpan(_band, _count - _band);
        if (made.IsEmpty)
        {
            return;
        }

        if (!CanJoin(above, made))
        {
            _lastBand = _band;
            _band = _count;
            return;
        }

        for (var i = 0; i < above.Length; i++)
        {
            above[i] = above[i] with { Bottom = made[i].Bottom };
        }

        _count = _band;
    }

    private static bool CanJoin(ReadOnlySpan<Rect> above, ReadOnlySpan<Rect> made)
    {
        if (above.Length != made.Length || above[0].Bottom != made[0].Top)
        {
            return false;
        }

        for (var i = 0; i < made.Length; i++)
        {
            if (above[i].Left != made[i].Left || above[i].Right != made[i].Right)
            {
                return false;
            }
        }

        return true;
    }
}
