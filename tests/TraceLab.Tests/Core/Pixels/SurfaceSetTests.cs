using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Pixels;

public class SurfaceSetTests
{
    [Fact]
    public void There_is_no_screen_before_it_is_created() => Assert.Null(new SurfaceSet().Screen);

    [Fact]
    public void An_initial_image_is_laid_into_the_top_left_corner_as_the_format_holds_it()
    {
        var initial = new Image(2, 3, ImageFormat.Argb32, [.. Enumerable.Repeat((byte)0xAB, 24)]);

        var screen = new SurfaceSet().Create(Surface.ScreenId, 3, 2, SurfaceFormat.Xrgb32, initial);

        Assert.Equal([0xABABABu, 0xABABAB, 0, 0xABABAB, 0xABABAB, 0], screen.Pixels);
    }

    [Fact]
    public void A_coverage_image_is_no_initial_image() =>
        Assert.Equal(
            [0u],
            new SurfaceSet().Create(1, 1, 1, SurfaceFormat.Argb32, new Image(1, 1, ImageFormat.Alpha8, [9])).Pixels
        );

    [Fact]
    public void Creating_a_surface_again_replaces_it_and_destroying_removes_it()
    {
        var surfaces = new SurfaceSet();
        surfaces.Create(4, 1, 1, SurfaceFormat.Xrgb32, null);
        var second = surfaces.Create(4, 2, 2, SurfaceFormat.Argb32, null);

        Assert.True(surfaces.TryGet(4, out var found));
        Assert.Same(second, found);
        Assert.Equal([4], surfaces.Ids);

        surfaces.Destroy(4);
        surfaces.Destroy(4);
        Assert.False(surfaces.TryGet(4, out _));
    }
}
