using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Generators;

/// <summary>
/// The screen's size, and the images that the commands of one session choose from, so that the same ones are drawn again
/// and again as real sessions do.
/// </summary>
internal sealed record SessionWorld(int Width, int Height, Image[] Images, Image[] Coverages, bool HasOffscreen);

/// <summary>Where random commands draw and read: areas in, across and outside the screen, clips, masks.</summary>
internal static class TargetGen
{
    public static Gen<int> SurfaceId(SessionWorld world) =>
        world.HasOffscreen ? Gen.Frequency((6, 0), (2, 1), (1, 2), (1, 9)) : Gen.Const(0);

    public static Gen<Point> Point(SessionWorld world) =>
        Gen.Select(Gen.Int[-9, world.Width + 9], Gen.Int[-9, world.Height + 9], (x, y) => new Point(x, y));

    /// <summary>Mostly a part of the screen; sometimes beyond its edges, on region borders, empty or inside out.</summary>
    public static Gen<Rect> Area(SessionWorld world) =>
        Gen.Frequency<Rect>(
            (6, Inside(world)),
            (3, Gen.Select(Point(world), Gen.Int[0, 40], Gen.Int[0, 40], (p, w, h) => Rect.FromSize(p.X, p.Y, w, h))),
            (2, OnRegions()),
            (1, Gen.Const(new Rect(0, 0, world.Width, world.Height))),
            (1, Gen.Select(Point(world), Point(world), (a, b) => new Rect(a.X, a.Y, b.X, b.Y)))
        );

    public static Gen<DrawTarget> Target(SessionWorld world) =>
        Gen.Select(
            SurfaceId(world),
            Area(world),
            Clip(world),
            Mask(world),
            (id, area, clip, mask) => new DrawTarget(id, area, clip, mask)
        );

    /// <summary>Wholly on the screen, unmasked.</summary>
    public static Gen<DrawTarget> OnScreen(SessionWorld world) =>
        Gen.Select(Inside(world), Clip(world), (area, clip) => new DrawTarget(0, area, clip));

    private static Gen<Rect> Inside(SessionWorld world) =>
        Gen.Select(
            Gen.Int[0, world.Width],
            Gen.Int[0, world.Width],
            Gen.Int[0, world.Height],
            Gen.Int[0, world.Height],
            (x, right, y, bottom) =>
                new Rect(Math.Min(x, right), Math.Min(y, bottom), Math.Max(x, right), Math.Max(y, bottom))
        );

    private static Gen<Rect> OnRegions() =>
        Gen.Select(
            Gen.Int[0, 8],
            Gen.Int[0, 8],
            Gen.Int[1, 3],
            Gen.Int[1, 3],
            (x, y, w, h) => Rect.FromSize(x * 8, y * 8, w * 8, h * 8)
        );

    private static Gen<Rect[]?> Clip(SessionWorld world) =>
        Gen.Frequency<Rect[]?>((4, Gen.Const((Rect[]?)null)), (2, Area(world).Array[0, 4].Select(c => (Rect[]?)c)));

    private static Gen<Mask?> Mask(SessionWorld world) =>
        Gen.Frequency<Mask?>(
            (6, Gen.Const((Mask?)null)),
            (
                1,
                Gen.Select(
                    Gen.OneOf(world.Coverages),
                    Gen.Int[-3, 5],
                    Gen.Int[-3, 5],
                    (c, x, y) => (Mask?)new Mask(c, new Point(x, y))
                )
            )
        );
}
