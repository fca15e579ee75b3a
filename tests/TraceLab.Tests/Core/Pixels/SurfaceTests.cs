using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Pixels;

public class SurfaceTests
{
    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(16384, 4096, true)]
    [InlineData(16384, 4097, false)]
    [InlineData(16385, 1, false)]
    [InlineData(0, 8, false)]
    [InlineData(8, -1, false)]
    [InlineData(1L << 32, 1L << 32, false)]
    public void Sizes_are_limited_before_anything_is_allocated(long width, long height, bool valid) =>
        Assert.Equal(valid, Surface.IsValidSize(width, height));

    [Fact]
    public void A_size_out_of_limits_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Surface(Surface.MaxSide, Surface.MaxSide));

    [Fact]
    public void A_surface_starts_black_and_can_become_so_again()
    {
        var surface = new Surface(3, 2);
        Assert.Equal(new uint[6], surface.Pixels);

        surface.Row(1, 1, 3).Fill(5);
        Assert.Equal([0u, 0, 0, 0, 5, 5], surface.Pixels);

        surface.Clear();
        Assert.Equal(new uint[6], surface.Pixels);
    }

    [Fact]
    public void A_rectangle_is_copied_to_the_same_place()
    {
        var (source, target) = (new Surface(3, 3), new Surface(3, 3));
        source.Pixels.AsSpan().Fill(9);

        target.CopyFrom(source, new Rect(1, 1, 3, 2));

        Assert.Equal([0u, 0, 0, 0, 9, 9, 0, 0, 0], target.Pixels);
    }

    [Theory]
    [InlineData(SurfaceFormat.Argb32, 0xFFFFFFFFu)]
    [InlineData(SurfaceFormat.Xrgb32, 0x00FFFFFFu)]
    [InlineData(SurfaceFormat.Rgb565, 0x00FFFFFFu)]
    [InlineData(SurfaceFormat.Xrgb1555, 0x00FFFFFFu)]
    public void Only_a_surface_with_alpha_has_a_fourth_byte_that_means_something(SurfaceFormat format, uint mask) =>
        Assert.Equal(mask, new Surface(1, 1, format).PixelMask);
}
