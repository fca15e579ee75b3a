using CsCheck;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Pixels;

public class PixelFormatsTests
{
    [Theory]
    [InlineData(0x0000u, 0x000000u)]
    [InlineData(0xFFFFu, 0xFFFFFFu)]
    [InlineData(0xF800u, 0xFF0000u)]
    [InlineData(0x07E0u, 0x00FF00u)]
    [InlineData(0x001Fu, 0x0000FFu)]
    [InlineData(0x0861u, 0x080C08u)] // one step of each channel, its high bits repeated below
    public void A_565_pixel_is_widened_by_repeating_its_bits(uint pixel, uint expected) =>
        Assert.Equal(expected, PixelFormats.From565(pixel));

    [Theory]
    [InlineData(0x7FFFu, 0xFFFFFFu)]
    [InlineData(0xFFFFu, 0xFFFFFFu)] // the top bit is ignored
    [InlineData(0x8000u, 0x000000u)]
    [InlineData(0x7C00u, 0xFF0000u)]
    [InlineData(0x03E0u, 0x00FF00u)]
    [InlineData(0x001Fu, 0x0000FFu)]
    public void A_555_pixel_is_widened_by_repeating_its_bits(uint pixel, uint expected) =>
        Assert.Equal(expected, PixelFormats.From1555(pixel));

    [Fact]
    public void Every_16_bit_pixel_survives_being_stored_again()
    {
        for (uint pixel = 0; pixel <= 0xFFFF; pixel++)
        {
            var wide = PixelFormats.From565(pixel);
            Assert.Equal(wide, PixelFormats.Quantize(wide, SurfaceFormat.Rgb565));
            wide = PixelFormats.From1555(pixel);
            Assert.Equal(wide, PixelFormats.Quantize(wide, SurfaceFormat.Xrgb1555));
        }
    }

    [Theory]
    [InlineData(SurfaceFormat.Argb32, 0x12345678u)]
    [InlineData(SurfaceFormat.Xrgb32, 0x00345678u)]
    [InlineData(SurfaceFormat.Rgb565, 0x0031557Bu)]
    [InlineData(SurfaceFormat.Xrgb1555, 0x0031527Bu)]
    public void A_stored_pixel_keeps_what_the_format_holds(SurfaceFormat format, uint expected) =>
        Assert.Equal(expected, PixelFormats.Quantize(0x12345678, format));

    /// <summary>Rows of every length around the vector width, so that the vector loop and its tail both run.</summary>
    [Fact]
    public void A_row_is_stored_pixel_by_pixel() =>
        Gen.Select(Gen.UInt.Array[0, 40], Gen.Enum<SurfaceFormat>())
            .Sample(
                (row, format) =>
                {
                    var stored = new uint[row.Length];
                    PixelFormats.Store(row, stored, format);
                    Assert.Equal(row.Select(p => PixelFormats.Quantize(p, format)), stored);
                }
            );
}
