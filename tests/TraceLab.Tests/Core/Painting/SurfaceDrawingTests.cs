using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Painting;

public class SurfaceDrawingTests
{
    private static readonly Rect[] Corners = [new(0, 0, 1, 1), new(2, 2, 9, 9)];

    [Fact]
    public void A_fill_covers_its_area_and_drops_what_the_format_cannot_hold()
    {
        var surface = new Surface(3, 3);

        SurfaceDrawing.Fill(surface, new Rect(1, 0, 3, 2), [], 0xEE000007);

        Assert.Equal([0u, 7, 7, 0, 7, 7, 0, 0, 0], surface.Pixels);
    }

    [Fact]
    public void A_fill_stays_inside_its_clip()
    {
        var surface = new Surface(3, 3);

        SurfaceDrawing.Fill(surface, surface.Bounds, Corners, 7);

        Assert.Equal([7u, 0, 0, 0, 0, 0, 0, 0, 7], surface.Pixels);
    }

    [Fact]
    public void A_copy_from_another_surface_takes_its_top_left_corner()
    {
        var (surface, source) = (new Surface(3, 3), Numbered());

        SurfaceDrawing.CopyFrom(surface, new Rect(1, 1, 3, 3), [], source);

        Assert.Equal([0u, 0, 0, 0, 1, 2, 0, 4, 5], surface.Pixels);
    }

    [Fact]
    public void A_clipped_copy_keeps_each_pixel_at_its_place()
    {
        var (surface, source) = (new Surface(3, 3), Numbered());

        SurfaceDrawing.CopyFrom(surface, new Rect(1, 1, 3, 3), Corners, source);

        Assert.Equal([0u, 0, 0, 0, 0, 0, 0, 0, 5], surface.Pixels);
    }

    [Theory]
    [InlineData(0, 1, new uint[] { 4, 5, 3, 7, 8, 6, 7, 8, 9 })]
    [InlineData(1, 0, new uint[] { 2, 3, 3, 5, 6, 6, 7, 8, 9 })]
    [InlineData(1, 1, new uint[] { 5, 6, 3, 8, 9, 6, 7, 8, 9 })]
    public void A_copy_within_reads_before_it_writes(int sourceX, int sourceY, uint[] expected)
    {
        var surface = Numbered();

        SurfaceDrawing.CopyWithin(surface, new Rect(0, 0, 2, 2), new Point(sourceX, sourceY));

        Assert.Equal(expected, surface.Pixels);
    }

    private static Surface Numbered()
    {
        var surface = new Surface(3, 3);
        for (uint i = 0; i < 9; i++)
        {
            surface.Pixels[i] = i + 1;
        }

        return surface;
    }
}
