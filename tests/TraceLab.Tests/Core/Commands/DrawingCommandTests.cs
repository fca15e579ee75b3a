using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Tests.Core.Geometry;

namespace TraceLab.Tests.Core.Commands;

public class DrawingCommandTests
{
    private static readonly Rect Area = Rect.FromSize(10, 20, 8, 4);
    private static readonly Image Dot = new(1, 1, ImageFormat.Argb32, [1, 2, 3, 4]);

    [Fact]
    public void Bounds_are_the_smallest_rectangle_around_the_clipped_area() =>
        Gen.Select(GeometryGen.AnyRect, GeometryGen.Rects)
            .Sample(
                (area, clip) =>
                {
                    var visible = PixelRegion.Of(clip).Intersect(PixelRegion.Of(area));
                    Assert.Equal(visible.Bounds, new DrawTarget(0, area, clip).Bounds);
                }
            );

    [Fact]
    public void An_empty_clip_list_hides_everything() => Assert.True(new DrawTarget(0, Area, []).Bounds.IsEmpty);

    [Fact]
    public void Without_a_clip_the_bounds_are_the_area() => Assert.Equal(Area, new DrawTarget(0, Area).Bounds);

    [Fact]
    public void A_clipped_copy_reads_only_what_it_draws()
    {
        var target = new DrawTarget(0, Area, [new Rect(12, 21, 14, 22)]);

        var copy = new CopyCommand(0, target, 3, Area.Offset(-10, 5));

        Assert.Equal(new SurfaceArea(3, new Rect(2, 26, 4, 27)), copy.Source);
    }

    [Fact]
    public void A_scaled_source_counts_as_read_whole()
    {
        var source = Rect.FromSize(0, 0, 16, 16);
        var target = new DrawTarget(0, Area, [new Rect(12, 21, 14, 22)]);

        Assert.Equal(new SurfaceArea(3, source), new CopyCommand(0, target, 3, source).Source);
    }

    [Fact]
    public void Carried_images_and_solid_brushes_read_no_surface()
    {
        var target = new DrawTarget(0, Area);

        Assert.Null(new ImageCommand(0, target, Dot, Area).Source);
        Assert.Null(new BlendCommand(0, target, PixelSource.Of(Dot), 255, SourceHasAlpha: true).Source);
        Assert.Null(new TransparentCommand(0, target, PixelSource.Of(Dot), 0).Source);
        Assert.Null(new FillCommand(0, target, Brush.Solid(1)).Source);
        Assert.Null(new FillCommand(0, target, Brush.Tiled(PixelSource.Of(Dot), default)).Source);
    }

    [Fact]
    public void A_pattern_on_a_surface_is_a_source()
    {
        var target = new DrawTarget(0, Area);
        var pattern = PixelSource.Of(5, Rect.FromSize(0, 0, 8, 8));
        var brush = Brush.Tiled(pattern, new Point(3, 3));
        var expected = new SurfaceArea(5, pattern.Area);

        Assert.Equal(expected, new FillCommand(0, target, brush).Source);
        Assert.Equal(expected, new GlyphsCommand(0, target, [], brush, Antialiased: false).Source);
        Assert.Equal(expected, new Rop3Command(0, target, PixelSource.Of(Dot), brush, 0x5A).SecondSource);
    }

    [Fact]
    public void A_ternary_code_reads_the_destination_when_a_result_bit_depends_on_it()
    {
        for (var code = 0; code < 256; code++)
        {
            var depends = false;
            for (var patternAndSource = 0; patternAndSource < 4; patternAndSource++)
            {
                depends |= (code >> (patternAndSource * 2) & 1) != (code >> ((patternAndSource * 2) + 1) & 1);
            }

            var command = new Rop3Command(0, new DrawTarget(0, Area), PixelSource.Of(Dot), Brush.Solid(0), (byte)code);
            Assert.Equal(depends, command.ReadsDestination);
        }
    }

    [Fact]
    public void Blends_and_antialiased_text_read_their_destination()
    {
        var target = new DrawTarget(0, Area);

        Assert.True(new BlendCommand(0, target, PixelSource.Of(Dot), 255, SourceHasAlpha: false).ReadsDestination);
        Assert.True(new GlyphsCommand(0, target, [], Brush.Solid(0), Antialiased: true).ReadsDestination);
        Assert.False(new GlyphsCommand(0, target, [], Brush.Solid(0), Antialiased: false).ReadsDestination);
    }
}
