using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Generators;

/// <summary>Random drawing commands of every kind; each still lacks its time.</summary>
internal static class CommandGen
{
    private static readonly Gen<RasterOp> s_rop = Gen.Frequency<RasterOp>(
        (3, Gen.Const(RasterOp.Copy)),
        (1, Gen.Int[0, 15].Select(op => (RasterOp)op))
    );

    public static Gen<Func<long, SessionEvent>> Any(SessionWorld world) =>
        Gen.Frequency(
            (4, Fill(world)),
            (4, Copy(world)),
            (5, ScreenCopy(world)),
            (4, ScreenFill(world)),
            (4, ScreenImage(world)),
            (4, Image(world)),
            (4, Glyphs(world)),
            (1, Blend(world)),
            (1, Transparent(world)),
            (1, Rop3(world))
        );

    private static Gen<Func<long, SessionEvent>> Fill(SessionWorld world) =>
        Gen.Select(
            TargetGen.Target(world),
            AnyBrush(world),
            s_rop,
            Func<long, SessionEvent> (target, brush, rop) => time => new FillCommand(time, target, brush, rop)
        );

    private static Gen<Func<long, SessionEvent>> Copy(SessionWorld world) =>
        Gen.Select(
            TargetGen.Target(world),
            TargetGen.SurfaceId(world),
            s_rop,
            Gen.Select(Gen.Int[-20, 20], Gen.Int[-20, 20]),
            SourceSize(world),
            Func<long, SessionEvent> (target, surface, rop, step, size) =>
                time => new CopyCommand(time, target, surface, Moved(target.Area, step.Item1, step.Item2, size), rop)
        );

    // What every client can execute, so that primitives do go: copies within the screen, onto themselves, in any direction;
    // fills of one colour; images.
    private static Gen<Func<long, SessionEvent>> ScreenCopy(SessionWorld world) =>
        Gen.Select(
            TargetGen.OnScreen(world),
            Gen.Select(Gen.Int[-9, 9], Gen.Int[-9, 9]),
            Func<long, SessionEvent> (target, step) =>
                time => new CopyCommand(
                    time,
                    target,
                    Surface.ScreenId,
                    Moved(
                        target.Area,
                        Math.Clamp(step.Item1, -target.Area.Left, world.Width - target.Area.Right),
                        Math.Clamp(step.Item2, -target.Area.Top, world.Height - target.Area.Bottom),
                        size: null
                    )
                )
        );

    private static Gen<Func<long, SessionEvent>> ScreenFill(SessionWorld world) =>
        Gen.Select(
            TargetGen.OnScreen(world),
            ImageGen.Color,
            Func<long, SessionEvent> (target, color) => time => new FillCommand(time, target, Brush.Solid(color))
        );

    // As much of an image as fits the area, unscaled.
    private static Gen<Func<long, SessionEvent>> ScreenImage(SessionWorld world) =>
        Gen.Select(
            TargetGen.OnScreen(world),
            Gen.OneOf(world.Images),
            Func<long, SessionEvent> (target, image) =>
            {
                var source = new Rect(
                    0,
                    0,
                    Math.Min(image.Width, target.Area.Width),
                    Math.Min(image.Height, target.Area.Height)
                );
                var area = source.Offset(target.Area.Left, target.Area.Top);
                return time => new ImageCommand(time, target with { Area = area }, image, source);
            }
        );

    private static Gen<Func<long, SessionEvent>> Image(SessionWorld world) =>
        Gen.Select(
            TargetGen.Target(world),
            Gen.OneOf(world.Images),
            Gen.Select(Gen.Int[-2, 4], Gen.Int[-2, 4]),
            SourceSize(world),
            s_rop,
            Func<long, SessionEvent> (target, image, origin, size, rop) =>
                time => new ImageCommand(time, target, image, At(target.Area, origin.Item1, origin.Item2, size), rop)
        );

    private static Gen<Func<long, SessionEvent>> Glyphs(SessionWorld world) =>
        Gen.Select(
            TargetGen.Target(world),
            Gen.Select(Gen.OneOf(world.Coverages), TargetGen.Point(world), (c, p) => new Glyph(c, p)).Array[0, 6],
            AnyBrush(world),
            Gen.Bool,
            s_rop,
            Func<long, SessionEvent> (target, glyphs, brush, isAntialiased, rop) =>
                time => new GlyphsCommand(time, target, glyphs, brush, isAntialiased, rop)
        );

    private static Gen<Func<long, SessionEvent>> Blend(SessionWorld world) =>
        Gen.Select(
            TargetGen.Target(world),
            Source(world),
            Gen.Byte,
            Gen.Bool,
            Func<long, SessionEvent> (target, source, alpha, hasAlpha) =>
                time => new BlendCommand(time, target, source(target.Area), alpha, hasAlpha)
        );

    private static Gen<Func<long, SessionEvent>> Transparent(SessionWorld world) =>
        Gen.Select(
            TargetGen.Target(world),
            Source(world),
            ImageGen.Color,
            Func<long, SessionEvent> (target, source, color) =>
                time => new TransparentCommand(time, target, source(target.Area), color)
        );

    private static Gen<Func<long, SessionEvent>> Rop3(SessionWorld world) =>
        Gen.Select(
            TargetGen.Target(world),
            Source(world),
            AnyBrush(world),
            Gen.Byte,
            Func<long, SessionEvent> (target, source, brush, code) =>
                time => new Rop3Command(time, target, source(target.Area), brush, code)
        );

    private static Gen<Func<Rect, PixelSource>> Source(SessionWorld world) =>
        Gen.Select(
            Gen.Bool,
            Gen.OneOf(world.Images),
            TargetGen.SurfaceId(world),
            TargetGen.Point(world),
            SourceSize(world),
            Func<Rect, PixelSource> (isImage, image, surface, origin, size) =>
                area =>
                    isImage
                        ? PixelSource.Of(image, At(area, origin.X, origin.Y, size))
                        : PixelSource.Of(surface, At(area, origin.X, origin.Y, size))
        );

    private static Gen<Brush> AnyBrush(SessionWorld world) =>
        Gen.Frequency<Brush>(
            (4, ImageGen.Color.Select(Brush.Solid)),
            (
                1,
                Gen.Select(Gen.OneOf(world.Images), TargetGen.Point(world), (i, p) => Brush.Tiled(PixelSource.Of(i), p))
            ),
            (
                1,
                Gen.Select(
                    TargetGen.SurfaceId(world),
                    TargetGen.Area(world),
                    TargetGen.Point(world),
                    (id, area, p) => Brush.Tiled(PixelSource.Of(id, area), p)
                )
            )
        );

    // Null: as large as the target, which is what most commands do.
    private static Gen<Point?> SourceSize(SessionWorld world) =>
        Gen.Frequency<Point?>((5, Gen.Const((Point?)null)), (1, TargetGen.Point(world).Select(p => (Point?)p)));

    private static Rect At(Rect targetArea, int x, int y, Point? size) =>
        Rect.FromSize(x, y, size?.X ?? targetArea.Width, size?.Y ?? targetArea.Height);

    private static Rect Moved(Rect targetArea, int dx, int dy, Point? size) =>
        At(targetArea, targetArea.Left + dx, targetArea.Top + dy, size);
}
