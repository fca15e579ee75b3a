using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Encoder.Shadow;

/// <summary>
/// Cuts rectangles down to the pixels that differ from what the client will show when the primitives of the frame are drawn:
/// to the smallest rectangle around them, and that in two wherever a band without a difference is large enough to pay for one
/// more rectangle.
/// </summary>
/// <param name="compresses">Whether the codec does, so that equal pixels cost little and rectangles much.</param>
internal sealed class DifferenceCutter(bool compresses)
{
    // Pixels of a band that are worth a rectangle: of three bytes each, or of next to nothing.
    private readonly int _leastBandPixels = compresses ? 4096 : 8;

    private readonly List<Rect> _cut = [];

    /// <summary>Replaces the rectangles, in their order, by what is left of them.</summary>
    public void Cut(Surface wanted, Surface shown, List<Rect> rectangles)
    {
        _cut.Clear();
        foreach (var area in rectangles)
        {
            Cut(wanted, shown, area);
        }

        rectangles.Clear();
        rectangles.AddRange(_cut);
    }

    private void Cut(Surface wanted, Surface shown, Rect area)
    {
        var tight = Shrink(wanted, shown, area);
        if (tight.IsEmpty)
        {
            return;
        }

        if (FindBand(wanted, shown, tight) is { } band)
        {
            Cut(wanted, shown, tight with { Bottom = band.Top });
            Cut(wanted, shown, tight with { Top = band.Bottom });
            return;
        }

        _cut.Add(tight);
    }

    // The first and last differing pixel of each row; columns between them may be equal.
    private static Rect Shrink(Surface wanted, Surface shown, Rect area)
    {
        var (left, top, right, bottom) = (area.Right, area.Bottom, area.Left, area.Top);
        for (var y = area.Top; y < area.Bottom; y++)
        {
            var ends = DifferenceOf(wanted, shown, y, area);
            if (ends.Right > ends.Left)
            {
                (left, right) = (Math.Min(left, ends.Left), Math.Max(right, ends.Right));
                (top, bottom) = (Math.Min(top, y), y + 1);
            }
        }

        return right > left ? new Rect(left, top, right, bottom) : Rect.Empty;
    }

    private static (int Left, int Right) DifferenceOf(Surface wanted, Surface shown, int y, Rect area)
    {
        var one = wanted.ReadRow(y, area.Left, area.Right);
        var other = shown.ReadRow(y, area.Left, area.Right);
        var first = one.CommonPrefixLength(other);
        if (first == one.Length)
        {
            return (0, 0);
        }

        var end = one.Length;
        while (one[end - 1] == other[end - 1])
        {
            end--;
        }

        return (area.Left + first, area.Left + end);
    }

    // The first run of rows without a difference that is large enough.
    private Rect? FindBand(Surface wanted, Surface shown, Rect area)
    {
        var start = area.Top;
        for (var y = area.Top; y < area.Bottom; y++)
        {
            var isEqual = wanted
                .ReadRow(y, area.Left, area.Right)
                .SequenceEqual(shown.ReadRow(y, area.Left, area.Right));
            if (isEqual)
            {
                continue;
            }

            if ((long)(y - start) * area.Width >= _leastBandPixels)
            {
                return area with { Top = start, Bottom = y };
            }

            start = y + 1;
        }

        return null;
    }
}
