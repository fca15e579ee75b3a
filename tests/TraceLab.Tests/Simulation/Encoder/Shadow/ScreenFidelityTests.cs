using SkiaSharp;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Encoder.Shadow;

namespace TraceLab.Tests.Simulation.Encoder.Shadow;

public class ScreenFidelityTests
{
    // The figures are FFmpeg's; Data/fidelity says how they were made.
    [Theory]
    [InlineData("jpeg-40", 30.018724, 0.935429)]
    [InlineData("jpeg-85", 32.526920, 0.974930)]
    public void Figures_are_those_of_another_program(string picture, double psnr, double ssim)
    {
        var fidelity = new ScreenFidelity().Compare(Read("original"), Read(picture));

        Assert.Equal(psnr, fidelity.PsnrDecibels!.Value, 5e-6);
        Assert.Equal(ssim, fidelity.StructuralSimilarity, 1e-6);
    }

    [Fact]
    public void Equal_screens_have_no_error_to_measure()
    {
        var fidelity = new ScreenFidelity().Compare(Read("original"), Read("original"));

        Assert.Equal((0, null, 1), (fidelity.LossyPixels, fidelity.PsnrDecibels, fidelity.StructuralSimilarity));
    }

    // 0 against 255 in one channel of one pixel of four.
    [Fact]
    public void A_screen_smaller_than_a_window_is_one_window()
    {
        var shown = new Surface(2, 2);
        shown.Pixels[3] = 0xFF;

        var fidelity = new ScreenFidelity().Compare(new Surface(2, 2), shown);

        Assert.Equal(1, fidelity.LossyPixels);
        Assert.Equal(255.0 * 255 / 12, fidelity.MeanSquaredError);
        Assert.InRange(fidelity.StructuralSimilarity, 2.0 / 3, 0.7);
    }

    private static Surface Read(string name)
    {
        using var bitmap = SKBitmap.Decode(Path.Combine(TestFolders.Data, "fidelity", name + ".png"));
        var surface = new Surface(bitmap.Width, bitmap.Height);
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
            {
                surface.Row(y)[x] = (uint)bitmap.GetPixel(x, y) & 0xFFFFFF;
            }
        }

        return surface;
    }
}
