using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs;

/// <summary>
/// A rectangle of pixels to encode, 0xAARRGGBB each; alpha is not sent. A view: it owns nothing and must not outlive the
/// pixels.
/// </summary>
public readonly ref struct PixelBlock(ReadOnlySpan<uint> pixels, int stride, int width, int height)
{
    private readonly ReadOnlySpan<uint> _pixels = pixels;

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Bytes of the block at 3 bytes a pixel.</summary>
    public int RawBytes => Width * Height * 3;

    private int Stride { get; } = stride;

    public static PixelBlock Of(Surface surface, Rect area) =>
        new(surface.ReadPixels[((area.Top * surface.Width) + area.Left)..], surface.Width, area.Width, area.Height);

    /// <summary>A rectangle of a 32-bit image; it must lie inside.</summary>
    public static PixelBlock Of(Image image, Rect area) =>
        new(
            System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(image.Bytes)[
                ((area.Top * image.Width) + area.Left)..
            ],
            image.Width,
            area.Width,
            area.Height
        );

    /// <summary>A rectangle of this block; it must lie inside.</summary>
    public PixelBlock Part(Rect area) =>
        new(_pixels[((area.Top * Stride) + area.Left)..], Stride, area.Width, area.Height);

    public ReadOnlySpan<uint> Row(int y) => _pixels.Slice(y * Stride, Width);
}
