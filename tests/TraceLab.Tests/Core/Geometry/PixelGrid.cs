using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Core.Geometry;

/// <summary>A set of pixels of the generators' window, one flag each: the plain reference for sets of rectangles.</summary>
internal sealed class PixelGrid
{
    private const int Side = GeometryGen.High - GeometryGen.Low;
    private readonly bool[] _flags = new bool[Side * Side];

    public PixelGrid() { }

    public PixelGrid(Func<int, int, bool> contains)
    {
        for (var i = 0; i < _flags.Length; i++)
        {
            _flags[i] = contains(GeometryGen.Low + (i % Side), GeometryGen.Low + (i / Side));
        }
    }

    public PixelGrid(IEnumerable<Rect> rects)
        : this((x, y) => rects.Any(r => x >= r.Left && x < r.Right && y >= r.Top && y < r.Bottom)) { }

    public int Count => _flags.Count(f => f);

    public bool this[int x, int y] =>
        x is >= GeometryGen.Low and < GeometryGen.High
        && y is >= GeometryGen.Low and < GeometryGen.High
        && _flags[((y - GeometryGen.Low) * Side) + x - GeometryGen.Low];

    public PixelGrid Combine(PixelGrid other, Func<bool, bool, bool> keep) =>
        new((x, y) => keep(this[x, y], other[x, y]));

    public bool SetEquals(PixelGrid other) => _flags.AsSpan().SequenceEqual(other._flags);
}
