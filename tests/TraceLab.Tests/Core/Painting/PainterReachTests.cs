using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Painting;

/// <summary>
/// What a command says it touches is what it touches. Policies decide by these declarations alone, so a read or a write
/// that is not declared would corrupt the client (hazards H2 and H6).
/// </summary>
public class PainterReachTests
{
    [Fact]
    public void Nothing_is_drawn_outside_the_bounds() =>
        Gen.Select(CommandGen.Surfaces, CommandGen.Command)
            .Sample(
                (surfaces, command) =>
                {
                    var before = Painted(surfaces, _ => { });
                    var after = Painted(surfaces, painter => painter.Execute(command));
                    foreach (var id in before.Ids)
                    {
                        ForEachPixel(
                            before,
                            after,
                            id,
                            (x, y, was, now) =>
                                Assert.True(
                                    was == now || (id == command.Target.SurfaceId && command.Bounds.Contains(x, y))
                                )
                        );
                    }
                },
                iter: 1000
            );

    [Fact]
    public void Surface_pixels_outside_the_declared_sources_make_no_difference() =>
        Gen.Select(CommandGen.Surfaces, CommandGen.Command, Gen.UInt)
            .Sample(
                (surfaces, command, noise) =>
                {
                    var plain = Painted(surfaces, painter => painter.Execute(command));
                    var noisy = Painted(
                        surfaces,
                        painter => painter.Execute(command),
                        (id, x, y) => IsDeclared(command, id, x, y) ? 0 : noise
                    );
                    var id = command.Target.SurfaceId;
                    ForEachPixel(
                        plain,
                        noisy,
                        id,
                        (x, y, one, other) =>
                            Assert.True(
                                one == other || !command.Bounds.Contains(x, y),
                                $"{command} read a pixel it does not declare"
                            )
                    );
                },
                iter: 1000
            );

    /// <summary>Without <see cref="DrawingCommand.ReadsDestination"/> a pixel is either left alone or overwritten.</summary>
    [Fact]
    public void A_command_that_does_not_read_its_destination_overwrites_or_leaves_each_pixel() =>
        Gen.Select(CommandGen.Surfaces, CommandGen.Command.Where(c => !c.ReadsDestination), Gen.UInt)
            .Sample(
                (surfaces, command, noise) =>
                {
                    uint Noise(int id, int x, int y) =>
                        id == command.Target.SurfaceId && !IsSource(command, id, x, y) ? noise : 0;
                    var before = Painted(surfaces, _ => { }, Noise);
                    var plain = Painted(surfaces, painter => painter.Execute(command));
                    var noisy = Painted(surfaces, painter => painter.Execute(command), Noise);
                    ForEachPixel(
                        plain,
                        noisy,
                        command.Target.SurfaceId,
                        (x, y, one, other) =>
                        {
                            _ = before.TryGet(command.Target.SurfaceId, out var untouched);
                            Assert.True(one == other || other == untouched!.Row(y)[x]);
                        }
                    );
                },
                iter: 1000
            );

    [Fact]
    public void Coordinates_of_any_size_draw_or_read_nothing_but_never_fail()
    {
        var number = Gen.OneOf(
            Gen.OneOf(int.MinValue, int.MinValue + 1, -1, 0, 1, int.MaxValue - 1, int.MaxValue),
            Gen.Int,
            Gen.Int[-20, 20]
        );
        var rect = Gen.Select(number, number, number, number, (l, t, r, b) => new Rect(l, t, r, b));
        var image = CommandGen.ImageOf(ImageFormat.Argb32, 6);
        var coverage = CommandGen.ImageOf(ImageFormat.Alpha8, 6);
        var target = Gen.Select(
            rect,
            rect.Array[0, 3].Select(r => r.Length == 0 ? null : r),
            Gen.Select(coverage, number, number, (m, x, y) => new Mask(m, new Point(x, y))),
            Gen.Bool,
            (area, clip, mask, masked) => new DrawTarget(0, area, clip, masked ? mask : null)
        );
        var source = Gen.Select(
            image,
            Gen.Bool,
            rect,
            (i, own, r) => own ? PixelSource.Of(0, r) : PixelSource.Of(i, r)
        );
        var brush = Gen.Select(source, number, number, (s, x, y) => Brush.Tiled(s, new Point(x, y)));
        var glyph = Gen.Select(coverage, number, number, (c, x, y) => new Glyph(c, new Point(x, y)));
        Gen.Select(target, source, brush, glyph, image, rect)
            .Sample(
                (t, s, b, g, i, r) =>
                {
                    var surfaces = new SurfaceSet();
                    surfaces.Create(0, 13, 7, SurfaceFormat.Xrgb32, null);
                    var painter = new Painter(surfaces);
                    painter.Execute(new FillCommand(0, t, Brush.Solid(1)));
                    painter.Execute(new FillCommand(0, t, b));
                    painter.Execute(new CopyCommand(0, t, 0, r));
                    painter.Execute(new ImageCommand(0, t, i, r));
                    painter.Execute(new GlyphsCommand(0, t, [g], b, Antialiased: true));
                    painter.Execute(new BlendCommand(0, t, s, 200, SourceHasAlpha: true));
                    painter.Execute(new TransparentCommand(0, t, s, 0));
                    painter.Execute(new Rop3Command(0, t, s, b, 0x96));
                },
                iter: 5000
            );
    }

    [Fact]
    public void An_area_whose_width_does_not_fit_32_bits_is_not_scaled_into()
    {
        var surfaces = new SurfaceSet();
        var screen = surfaces.Create(0, 4, 4, SurfaceFormat.Xrgb32, null);
        var target = new DrawTarget(0, new Rect(-int.MaxValue, 0, 1, 4));
        var dot = new Image(1, 1, ImageFormat.Xrgb32, [9, 9, 9, 0]);

        new Painter(surfaces).Execute(new BlendCommand(0, target, PixelSource.Of(dot), 255, SourceHasAlpha: false));

        Assert.Equal(new uint[16], screen.Pixels);
    }

    private static bool IsSource(DrawingCommand command, int id, int x, int y) =>
        (command.Source is { } source && source.SurfaceId == id && source.Area.Contains(x, y))
        || (command.SecondSource is { } second && second.SurfaceId == id && second.Area.Contains(x, y));

    private static bool IsDeclared(DrawingCommand command, int id, int x, int y) =>
        IsSource(command, id, x, y) || (id == command.Target.SurfaceId && command.Bounds.Contains(x, y));

    private static SurfaceSet Painted(
        IEnumerable<SurfaceCreated> created,
        Action<Painter> draw,
        Func<int, int, int, uint>? noise = null
    )
    {
        var surfaces = new SurfaceSet();
        var painter = new Painter(surfaces);
        foreach (var surface in created)
        {
            painter.Apply(surface);
        }

        foreach (var id in surfaces.Ids)
        {
            _ = surfaces.TryGet(id, out var surface);
            for (var i = 0; noise is not null && i < surface!.Pixels.Length; i++)
            {
                var pixel = surface.Pixels[i] ^ noise(id, i % surface.Width, i / surface.Width);
                surface.Pixels[i] = PixelFormats.Quantize(pixel, surface.Format);
            }
        }

        draw(painter);
        return surfaces;
    }

    private static void ForEachPixel(SurfaceSet a, SurfaceSet b, int id, Action<int, int, uint, uint> check)
    {
        if (!a.TryGet(id, out var one) || !b.TryGet(id, out var other))
        {
            return;
        }

        for (var y = 0; y < one.Height; y++)
        {
            for (var x = 0; x < one.Width; x++)
            {
                check(x, y, one.Row(y)[x], other.Row(y)[x]);
            }
        }
    }
}
