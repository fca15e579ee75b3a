namespace TraceLab.Core.Geometry;

/// <summary>A position in pixels; x grows rightwards, y downwards.</summary>
public readonly record struct Point(int X, int Y);

/// <summary>
/// A half-open rectangle of pixels: <see cref="Left"/> and <see cref="Top"/> are inside, <see cref="Right"/> and
/// <see cref="Bottom"/> are not. Any rectangle without area counts as empty.
/// </summary>
public readonly record struct Rect(int Left, int Top, int Right, int Bottom)
{
    public static readonly Rect Empty;

    public static Rect FromSize(int x, int y, int width, int height) => new(x, y, x + width, y + height);

    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public bool IsEmpty => Right <= Left || Bottom <= Top;

    /// <summary>Number of pixels inside; 0 for an empty rectangle.</summary>
    public long Area => IsEmpty ? 0 : (long)Width * Height;

    public Rect Intersect(Rect other)
    {
        var result = new Rect(
            Math.Max(Left, other.Left),
            Math.Max(Top, other.Top),
            Math.Min(Right, other.Right),
            Math.Min(Bottom, other.Bottom)
        );
        return result.IsEmpty ? Empty : result;
    }

    /// <summary>The smallest rectangle that holds both; an empty one adds nothing.</summary>
    public Rect BoundingUnion(Rect other)
    {
        if (IsEmpty)
        {
            return other.IsEmpty ? Empty : other;
        }

        return other.IsEmpty
            ? this
            : new Rect(
                Math.Min(Left, other.Left),
                Math.Min(Top, other.Top),
                Math.Max(Right, other.Right),
                Math.Max(Bottom, other.Bottom)
            );
    }

    public bool Intersects(Rect other) =>
        !IsEmpty
        && !other.IsEmpty
        && Left < other.Right
        && other.Left < Right
        && Top < other.Bottom
        && other.Top < Bottom;

    public bool Contains(Rect other) =>
        other.IsEmpty || (Left <= other.Left && Top <= other.Top && Right >= other.Right && Bottom >= other.Bottom);

    public bool Contains(int x, int y) => x >= Left && x < Right && y >= Top && y < Bottom;

    public Rect Offset(int dx, int dy) => new(Left + dx, Top + dy, Right + dx, Bottom + dy);

    public override string ToString() => $"{Left},{Top} {Width}x{Height}";
}
