using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Painting;

public class PainterTests
{
    [Fact]
    public void Every_command_draws_what_the_plain_reference_draws() =>
        CommandGen.Session.Sample(
            session =>
            {
                var pair = new PaintingPair(session.Surfaces);
                foreach (var command in session.Commands)
                {
                    pair.Execute(command);
                    Assert.True(pair.Difference() is null, $"{pair.Difference()} after {command}");
                }
            },
            iter: 3000
        );

    /// <summary>Hazard H3: source and destination of one copy overlap.</summary>
    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, -3)]
    [InlineData(3, 0)]
    [InlineData(-3, 0)]
    [InlineData(2, 1)]
    [InlineData(2, -1)]
    [InlineData(-2, 1)]
    [InlineData(-2, -1)]
    [InlineData(0, 0)]
    public void A_copy_that_overlaps_itself_reads_before_it_writes(int dx, int dy)
    {
        var (surfaces, screen) = Numbered(20, 20);
        var before = screen.Pixels.ToArray();
        var source = Rect.FromSize(4, 4, 12, 12);

        new Painter(surfaces).Execute(new CopyCommand(0, new DrawTarget(0, source.Offset(dx, dy)), 0, source));

        for (var y = 0; y < 20; y++)
        {
            for (var x = 0; x < 20; x++)
            {
                var (fromX, fromY) = source.Offset(dx, dy).Contains(x, y) ? (x - dx, y - dy) : (x, y);
                Assert.Equal(before[(fromY * 20) + fromX], screen.Row(y)[x]);
            }
        }
    }

    [Fact]
    public void An_overlapping_copy_through_two_clips_reads_nothing_it_has_drawn()
    {
        var (surfaces, screen) = Numbered(1, 6);
        var clip = new[] { new Rect(0, 1, 1, 2), new Rect(0, 3, 1, 6) };

        // Drawn one after the other from the top, the second clip would read row 1 after it was written.
        new Painter(surfaces).Execute(
            new CopyCommand(0, new DrawTarget(0, new Rect(0, 1, 1, 6), clip), 0, new Rect(0, 0, 1, 5))
        );

        Assert.Equal([0u, 0, 2, 2, 3, 4], screen.Pixels);
    }

    [Fact]
    public void Overlapping_clips_draw_a_pixel_once()
    {
        var (surfaces, screen) = Numbered(4, 1);
        var clip = new[] { new Rect(0, 0, 3, 1), new Rect(1, 0, 4, 1) };

        new Painter(surfaces).Execute(
            new FillCommand(0, new DrawTarget(0, new Rect(0, 0, 4, 1), clip), Brush.Solid(0xFF), RasterOp.Xor)
        );

        Assert.Equal([0xFFu, 0xFE, 0xFD, 0xFC], screen.Pixels);
    }

    [Fact]
    public void Glyphs_that_overlap_meet_each_other()
    {
        var (surfaces, screen) = Numbered(3, 1);
        var glyph = new Image(2, 1, ImageFormat.Alpha8, [255, 255]);
        var command = new GlyphsCommand(
            0,
            new DrawTarget(0, new Rect(0, 0, 3, 1)),
            [new Glyph(glyph, new Point(0, 0)), new Glyph(glyph, new Point(1, 0))],
            Brush.Solid(0xF0),
            Antialiased: false,
            RasterOp.Xor
        );

        new Painter(surfaces).Execute(command);

        Assert.Equal([0xF0u, 0x01, 0xF2], screen.Pixels);
    }

    /// <summary>Hazard H9: the unused byte of an xRGB pixel is noise.</summary>
    [Theory]
    [InlineData(RasterOp.Copy)]
    [InlineData(RasterOp.Set)]
    [InlineData(RasterOp.Invert)]
    [InlineData(RasterOp.OrInverted)]
    public void The_unused_byte_of_a_screen_pixel_stays_zero(RasterOp rop)
    {
        var (surfaces, screen) = Numbered(9, 2);
        var noisy = new Image(9, 2, ImageFormat.Xrgb32, [.. Enumerable.Repeat((byte)0xEE, 72)]);
        var target = new DrawTarget(0, screen.Bounds);
        var painter = new Painter(surfaces);

        painter.Execute(new ImageCommand(0, target, noisy, screen.Bounds, rop));
        painter.Execute(new FillCommand(0, target, Brush.Solid(0x77123456), rop));

        Assert.All(screen.Pixels, pixel => Assert.Equal(0u, pixel & 0xFF000000));
    }

    /// <summary>Hazard H10: a surface named by a pending command may be gone when it is executed.</summary>
    [Fact]
    public void Missing_surfaces_are_neither_drawn_nor_read()
    {
        var (surfaces, screen) = Numbered(8, 8);
        var before = screen.Pixels.ToArray();
        var painter = new Painter(surfaces);
        painter.Apply(new SurfaceCreated(0, 7, 8, 8, SurfaceFormat.Xrgb32, null));
        painter.Apply(new SurfaceDestroyed(0, 7));
        var gone = PixelSource.Of(7, screen.Bounds);
        var target = new DrawTarget(0, screen.Bounds);

        painter.Execute(new FillCommand(0, new DrawTarget(7, screen.Bounds), Brush.Solid(1)));
        painter.Execute(new FillCommand(0, target, Brush.Tiled(gone, default)));
        painter.Execute(new CopyCommand(0, target, 7, screen.Bounds));
        painter.Execute(new CopyCommand(0, target, 7, new Rect(0, 0, 2, 2)));
        painter.Execute(new BlendCommand(0, target, gone, 255, SourceHasAlpha: false));
        painter.Execute(new TransparentCommand(0, target, gone, 0));
        painter.Execute(new Rop3Command(0, target, gone, Brush.Solid(0), 0xCC));

        Assert.Equal(before, screen.Pixels);
    }

    [Fact]
    public void A_replaced_screen_starts_black_and_keeps_its_new_size()
    {
        var (surfaces, _) = Numbered(8, 8);
        var painter = new Painter(surfaces);

        painter.Apply(new SurfaceCreated(0, Surface.ScreenId, 5, 3, SurfaceFormat.Xrgb32, null));

        Assert.Equal(new Rect(0, 0, 5, 3), surfaces.Screen!.Bounds);
        Assert.All(surfaces.Screen.Pixels, pixel => Assert.Equal(0u, pixel));
    }

    [Fact]
    public void Events_that_draw_nothing_change_no_pixel()
    {
        var (surfaces, screen) = Numbered(4, 4);
        var before = screen.Pixels.ToArray();
        var painter = new Painter(surfaces);

        painter.Apply(new Marker(0, "scroll starts"));
        painter.Apply(new CursorChanged(0, CursorAction.Move, new Point(1, 1), Visible: true, null));
        painter.Apply(new SessionEnded(0));

        Assert.Equal(before, screen.Pixels);
    }

    /// <summary>Replaying a session of an hour must not feed the collector; the first round warms scratch rows.</summary>
    [Fact]
    public void Drawing_allocates_nothing_once_warm()
    {
        var (surfaces, screen) = Numbered(64, 64);
        var painter = new Painter(surfaces);
        var image = new Image(8, 8, ImageFormat.Argb32, new byte[256]);
        var glyph = new Image(8, 8, ImageFormat.Alpha8, new byte[64]);
        var whole = new DrawTarget(0, screen.Bounds);
        var clipped = new DrawTarget(0, screen.Bounds, [new Rect(0, 0, 8, 8), new Rect(0, 8, 8, 16)]);
        DrawingCommand[] commands =
        [
            new FillCommand(0, clipped, Brush.Solid(1)),
            new FillCommand(0, whole, Brush.Tiled(PixelSource.Of(image), default), RasterOp.Xor),
            new ImageCommand(0, clipped, image, screen.Bounds),
            new CopyCommand(0, clipped, 0, screen.Bounds.Offset(0, 4)),
            new CopyCommand(0, whole, 0, new Rect(0, 0, 9, 9)),
            new GlyphsCommand(0, clipped, [new Glyph(glyph, default)], Brush.Solid(2), Antialiased: true),
            new BlendCommand(0, whole, PixelSource.Of(image), 99, SourceHasAlpha: true),
            new Rop3Command(0, whole, PixelSource.Of(image), Brush.Solid(3), 0x96),
        ];

        long allocated = 0;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var command in commands)
            {
                painter.Execute(command);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static (SurfaceSet Surfaces, Surface Screen) Numbered(int width, int height)
    {
        var surfaces = new SurfaceSet();
        var screen = surfaces.Create(Surface.ScreenId, width, height, SurfaceFormat.Xrgb32, null);
        for (var i = 0; i < screen.Pixels.Length; i++)
        {
            screen.Pixels[i] = (uint)i;
        }

        return (surfaces, screen);
    }
}
