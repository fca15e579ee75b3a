using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires;

/// <summary>
/// The alpha of an image as a picture of its own, because pixel codecs carry three bytes a pixel: three alphas in each, row
/// after row, in as many rows of the image's width as that takes.
/// </summary>
public static class AlphaPlane
{
    private const int AlphasPerPixel = 3;

    public static Surface Empty(int width, int height)
    {
        var pixels = ((width * height) + AlphasPerPixel - 1) / AlphasPerPixel;
        return new Surface(width, (pixels + width - 1) / width);
    }

    public static Surface Of(ReadOnlySpan<uint> pixels, int width, int height)
    {
        var plane = Empty(width, height);
        var packed = plane.Pixels.AsSpan();
        for (var i = 0; i < pixels.Length; i++)
        {
            packed[i / AlphasPerPixel] |= (pixels[i] >> 24) << (8 * (i % AlphasPerPixel));
        }

        return plane;
    }

    /// <summary>Adds the alphas of a plane to colours whose fourth byte is 0.</summary>
    public static void Join(Surface plane, Span<uint> pixels)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] |= (plane.ReadPixels[i / AlphasPerPixel] >> (8 * (i % AlphasPerPixel))) << 24;
        }
    }
}
