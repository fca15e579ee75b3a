using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Pixels;

public class ImageTests
{
    [Fact]
    public void Rows_follow_each_other_without_padding()
    {
        var image = new Image(1, 2, ImageFormat.Argb32, [0x10, 0x20, 0x30, 0x40, 1, 2, 3, 4]);

        Assert.Equal([0x40302010u], image.Row32(0).ToArray());
        Assert.Equal([0x04030201u], image.Row32(1).ToArray());
        Assert.Equal([7, 8], new Image(2, 2, ImageFormat.Alpha8, [5, 6, 7, 8]).Row8(1).ToArray());
    }

    [Fact]
    public void An_image_may_lie_within_a_larger_buffer()
    {
        byte[] buffer = [9, 0x10, 0x20, 0x30, 0x40, 1, 2, 3, 4, 9];
        var image = new Image(1, 2, ImageFormat.Argb32, buffer, 1);

        Assert.Equal(buffer[1..9], image.Bytes.ToArray());
        Assert.Equal([0x04030201u], image.Row32(1).ToArray());
        Assert.Equal([3, 4], new Image(2, 2, ImageFormat.Alpha8, buffer, 5).Row8(1).ToArray());
        Assert.Throws<ArgumentException>(() => new Image(1, 2, ImageFormat.Argb32, buffer, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(1, 1, ImageFormat.Argb32, buffer, -1));
    }

    [Theory]
    [InlineData(2, 2, ImageFormat.Xrgb32, 15)]
    [InlineData(2, 2, ImageFormat.Xrgb32, 17)]
    [InlineData(3, 1, ImageFormat.Alpha8, 12)]
    [InlineData(65536, 65536, ImageFormat.Argb32, 0)] // 2^34 bytes, 0 in 32 bits
    public void A_byte_count_that_does_not_fit_is_refused(int width, int height, ImageFormat format, int bytes)
    {
        var fault = Assert.Throws<ArgumentException>(() => new Image(width, height, format, new byte[bytes]));

        Assert.Contains($"{width}x{height}", fault.Message);
        Assert.Contains($"found {bytes}", fault.Message);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, -4)]
    public void An_image_without_pixels_is_refused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(width, height, ImageFormat.Alpha8, []));
}
