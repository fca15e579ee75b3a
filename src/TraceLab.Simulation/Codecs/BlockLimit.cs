using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Codecs;

/// <summary>The largest rectangle that may be one block: so wide, and of so many pixels.</summary>
public readonly record struct BlockLimit(int Width, int Pixels)
{
    public static readonly BlockLimit None = new(int.MaxValue, int.MaxValue);

    public bool Allows(Rect area) => area.Width <= Width && area.Area <= Pixels;

    /// <summary>The area in pieces that are allowed: columns from left to right, each from top to bottom.</summary>
    public IEnumerable<Rect> Cut(Rect area)
    {
        for (var left = area.Left; left < area.Right; left += Math.Min(Width, area.Right - left))
        {
            var right = left + Math.Min(Width, area.Right - left);
            var rows = Math.Max(1, Pixels / (right - left));
            for (var top = area.Top; top < area.Bottom; top += Math.Min(rows, area.Bottom - top))
            {
                yield return new Rect(left, top, right, top + Math.Min(rows, area.Bottom - top));
            }
        }
    }
}
