using CsCheck;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Core.Geometry;

/// <summary>Rectangles in and around a small window, so that edges meet, nest and cross often.</summary>
internal static class GeometryGen
{
    public const int Low = -8;
    public const int High = 24;

    /// <summary>Any rectangle of the window; one in many is empty, some with negative extent.</summary>
    public static readonly Gen<Rect> AnyRect = Gen.Select(
        Gen.Int[Low, High],
        Gen.Int[Low, High],
        Gen.Int[Low, High],
        Gen.Int[Low, High],
        (left, top, right, bottom) => new Rect(left, top, right, bottom)
    );

    /// <summary>Small rectangles with area, which is what most commands have.</summary>
    public static readonly Gen<Rect> SmallRect = Gen.Select(
        Gen.Int[Low, High - 1],
        Gen.Int[Low, High - 1],
        Gen.Int[1, 8],
        Gen.Int[1, 8],
        (left, top, width, height) => new Rect(left, top, Math.Min(left + width, High), Math.Min(top + height, High))
    );

    public static readonly Gen<Rect[]> Rects = Gen.OneOf(AnyRect, SmallRect).Array[0, 7];
}
