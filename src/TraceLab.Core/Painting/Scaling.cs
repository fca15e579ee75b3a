using TraceLab.Core.Geometry;

namespace TraceLab.Core.Painting;

/// <summary>Nearest-neighbour scaling in the arithmetic of pixman, which SPICE servers and X servers use.</summary>
public static class Scaling
{
    /// <summary>
    /// The source position for a target position, both counted from the areas' own edges: the pixel centre is mapped in
    /// 16.16 fixed point and moved back by the smallest step, so that an exact edge belongs to the pixel before it.
    /// </summary>
    public static int Nearest(int position, int sourceLength, int targetLength)
    {
        var scale = ((long)sourceLength << 16) / targetLength;
        var centre = ((long)position << 16) + 0x8000;
        var mapped = ((centre * scale) + 0x8000) >> 16;
        return (int)((mapped - 1) >> 16);
    }

    /// <summary>
    /// The part of <paramref name="drawn"/> (which lies inside <paramref name="target"/>) whose source positions lie inside
    /// <paramref name="readable"/>. Positions never decrease along an axis, so that part is a rectangle.
    /// </summary>
    public static Rect PartWithin(Rect readable, Rect source, Rect target, Rect drawn)
    {
        var (left, right) = PartWithin(
            (readable.Left - source.Left, readable.Right - source.Left, source.Width),
            (drawn.Left - target.Left, drawn.Right - target.Left, target.Width)
        );
        var (top, bottom) = PartWithin(
            (readable.Top - source.Top, readable.Bottom - source.Top, source.Height),
            (drawn.Top - target.Top, drawn.Bottom - target.Top, target.Height)
        );
        return new Rect(left, top, right, bottom).Offset(target.Left, target.Top);
    }

    private static (int From, int To) PartWithin(
        (int From, int To, int Length) source,
        (int From, int To, int Length) target
    )
    {
        // Lengths that do not fit 32 bits come out negative; such areas have no position that could be read.
        if (source.Length <= 0 || target.Length <= 0)
        {
            return default;
        }

        var (from, to) = (target.From, target.To);
        while (from < to && Nearest(from, source.Length, target.Length) < source.From)
        {
            from++;
        }

        while (from < to && Nearest(to - 1, source.Length, target.Length) >= source.To)
        {
            to--;
        }

        return (from, to);
    }
}
