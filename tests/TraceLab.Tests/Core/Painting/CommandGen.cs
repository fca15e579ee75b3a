using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Painting;

/// <summary>
/// Drawing commands of every kind on a few small surfaces: areas that hang over edges, clips that overlap, masks that do
/// not cover the area, scaled and missing sources. Surface <see cref="MissingSurface"/> never exists.
/// </summary>
internal static class CommandGen
{
    public const int SurfaceCount = 3;
    public const int MissingSurface = SurfaceCount;

    /// <summary>The sizes and formats of surfaces 0 to <see cref="SurfaceCount"/> - 1.</summary>
    public static readonly Gen<SurfaceCreated[]> Surfaces = Gen.Select(
            Gen.Int[1, 20],
            Gen.Int[1, 20],
            Gen.Enum<SurfaceFormat>(),
            (width, height, format) => (Width: width, Height: height, Format: format)
        )
        .Array[SurfaceCount]
        .SelectMany(sizes =>
            Gen.Select(
                    ImageOf(ImageFormat.Argb32, 20),
                    ImageOf(ImageFormat.Argb32, 20),
                    ImageOf(ImageFormat.Argb32, 20)
                )
                .Select(
                    (a, b, c) =>
                        sizes
                            .Zip(
                                new[] { a, b, c },
                                (size, initial) => (size.Width, size.Height, size.Format, Initial: initial)
                            )
                            .Select((s, id) => new SurfaceCreated(0, id, s.Width, s.Height, s.Format, s.Initial))
                            .ToArray()
                )
        );

    public static readonly Gen<DrawTarget> Target = Gen.Select(
        Gen.Frequency((12, Gen.Int[0, SurfaceCount - 1]), (1, Gen.Const(MissingSurface))),
        Area(),
        Clip(),
        Gen.Frequency((2, Gen.Const((Mask?)null)), (1, AnyMask())),
        (surface, area, clip, mask) => new DrawTarget(surface, area, clip, mask)
    );

    public static readonly Gen<DrawingCommand> Command = Gen.Frequency(
        (2, Gen.Select(Target, AnyBrush(), Op(), (t, b, o) => (DrawingCommand)new FillCommand(0, t, b, o))),
        (4, Target.SelectMany(t => Gen.Select(AnySource(t), Op()).Select((s, o) => Drawn(t, s, o)))),
        (2, Gen.Select(Target, Glyphs(), AnyBrush(), Gen.Bool, Op(), Text)),
        (
            1,
            Target.SelectMany(t =>
                Gen.Select(AnySource(t), Gen.OneOf(Gen.Const((byte)255), Gen.Byte), Gen.Bool)
                    .Select((s, alpha, has) => (DrawingCommand)new BlendCommand(0, t, s, alpha, has))
            )
        ),
        (
            1,
            Target.SelectMany(t =>
                Gen.Select(AnySource(t), Colour()).Select((s, c) => (DrawingCommand)new TransparentCommand(0, t, s, c))
            )
        ),
        (
            1,
            Target.SelectMany(t =>
                Gen.Select(AnySource(t), AnyBrush(), Gen.Byte)
                    .Select((s, b, code) => (DrawingCommand)new Rop3Command(0, t, s, b, code))
            )
        )
    );

    public static readonly Gen<(SurfaceCreated[] Surfaces, DrawingCommand[] Commands)> Session = Gen.Select(
        Surfaces,
        Command.Array[1, 8]
    );

    /// <summary>An image of up to the given side; few colours, so that transparent ones are met.</summary>
    public static Gen<Image> ImageOf(ImageFormat format, int side) =>
        Gen.Select(Gen.Int[1, side], Gen.Int[1, side])
            .SelectMany(
                (width, height) =>
                    format == ImageFormat.Alpha8
                        ? Gen.Frequency((1, Gen.Const((byte)0)), (1, Gen.Const((byte)255)), (1, Gen.Byte))
                            .Array[width * height]
                            .Select(bytes => new Image(width, height, format, bytes))
                        : Colour()
                            .Array[width * height]
                            .Select(pixels => new Image(
                                width,
                                height,
                                format,
                                [.. pixels.SelectMany(BitConverter.GetBytes)]
                            ))
            );

    private static DrawingCommand Drawn(DrawTarget target, PixelSource source, RasterOp op) =>
        source.Image is { } image
            ? new ImageCommand(0, target, image, source.Area, op)
            : new CopyCommand(0, target, source.SurfaceId, source.Area, op);

    private static DrawingCommand Text(DrawTarget target, Glyph[] glyphs, Brush brush, bool antialiased, RasterOp op) =>
        new GlyphsCommand(0, target, glyphs, brush, antialiased, op);

    private static Gen<Rect> Area() =>
        Gen.Select(Gen.Int[-4, 18], Gen.Int[-4, 18], Gen.Int[0, 14], Gen.Int[0, 14], Rect.FromSize);

    private static Gen<Rect[]?> Clip() =>
        Gen.Frequency((2, Gen.Const((Rect[]?)null)), (3, Area().Array[0, 4].Select(rects => (Rect[]?)rects)));

    private static Gen<Mask?> AnyMask() =>
        Gen.Select(
            Gen.Frequency((8, ImageOf(ImageFormat.Alpha8, 14)), (1, ImageOf(ImageFormat.Xrgb32, 4))),
            Gen.Int[-3, 3],
            Gen.Int[-3, 3],
            (image, x, y) => (Mask?)new Mask(image, new Point(x, y))
        );

    // Plain copies are what sessions mostly do; they get their share.
    private static Gen<RasterOp> Op() => Gen.Frequency((2, Gen.Const(RasterOp.Copy)), (3, Gen.Enum<RasterOp>()));

    private static Gen<uint> Colour() => Gen.Frequency((1, Gen.OneOf(0u, 0xFF00FF00u, 0x01FFFFFFu)), (2, Gen.UInt));

    private static Gen<PixelSource> AnySource(DrawTarget target) =>
        Gen.Frequency(
            (3, Pixels(Gen.Select(Gen.Int[-3, 8], Gen.Int[-3, 8], (x, y) => Moved(target.Area, x, y)))),
            (1, Pixels(Area()))
        );

    // The same size at another place: unscaled.
    private static Rect Moved(Rect area, int left, int top) => Rect.FromSize(left, top, area.Width, area.Height);

    private static Gen<PixelSource> Pixels(Gen<Rect> area) =>
        Gen.Frequency(
            (4, Gen.Select(ImageOf(ImageFormat.Xrgb32, 12), area, PixelSource.Of)),
            (2, Gen.Select(ImageOf(ImageFormat.Argb32, 12), area, PixelSource.Of)),
            (1, Gen.Select(ImageOf(ImageFormat.Alpha8, 12), area, PixelSource.Of)),
            (8, Gen.Select(Gen.Int[0, SurfaceCount - 1], area, PixelSource.Of)),
            (1, area.Select(a => PixelSource.Of(MissingSurface, a)))
        );

    private static Gen<Brush> AnyBrush() =>
        Gen.Frequency(
            (2, Colour().Select(Brush.Solid)),
            (
                1,
                Gen.Select(
                    Pixels(Area()),
                    Gen.Int[-9, 9],
                    Gen.Int[-9, 9],
                    (source, x, y) => Brush.Tiled(source, new Point(x, y))
                )
            )
        );

    private static Gen<Glyph[]> Glyphs() =>
        Gen.Select(
            Gen.Frequency((8, ImageOf(ImageFormat.Alpha8, 8)), (1, ImageOf(ImageFormat.Argb32, 3))),
            Gen.Int[-4, 16],
            Gen.Int[-4, 16],
            (coverage, x, y) => new Glyph(coverage, new Point(x, y))
        ).Array[0, 4];
}
