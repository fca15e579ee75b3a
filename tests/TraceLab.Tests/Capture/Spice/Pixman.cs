using System.Runtime.InteropServices;
using TraceLab.Core.Pixels;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace TraceLab.Tests.Capture.Spice;

/// <summary>
/// The library that SPICE and X servers blend and scale with, called as the SPICE canvas calls it. It comes with any X
/// server, so machines that run the live tests have it.
/// </summary>
internal static partial class Pixman
{
    private const int OperatorSrc = 1;
    private const int OperatorOver = 3;
    private const int FilterNearest = 3;
    private const int One = 1 << 16;

    /// <summary>Draws pixels on a surface, scaled to it; blended with a constant alpha, or copied.</summary>
    public static unsafe void Draw(
        byte[] surface,
        int width,
        int height,
        SurfaceFormat format,
        Image source,
        byte? blend
    )
    {
        fixed (byte* target = surface)
        fixed (byte* pixels = source.Bytes)
        {
            var destination = CreateBits(Code(format), width, height, target, Stride(width, format));
            var image = CreateBits(
                Code(source.Format == ImageFormat.Argb32 ? SurfaceFormat.Argb32 : SurfaceFormat.Xrgb32),
                source.Width,
                source.Height,
                pixels,
                source.Width * 4
            );
            if (source.Width != width || source.Height != height)
            {
                var scaleX = (int)((long)source.Width * One / width);
                var scaleY = (int)((long)source.Height * One / height);
                SetTransform(image, [scaleX, 0, 0, 0, scaleY, 0, 0, 0, One]);
                SetFilter(image, FilterNearest, 0, 0);
            }

            var mask = blend is null or byte.MaxValue ? 0 : CreateSolid([0, 0, 0, (ushort)(blend * 0x101)]);
            var operation = blend is null ? OperatorSrc : OperatorOver;
            Composite(operation, image, mask, destination, 0, 0, 0, 0, 0, 0, width, height);
            Release(image, mask, destination);
        }
    }

    /// <summary>Blends an opaque colour through coverage, whose rows are padded to four bytes.</summary>
    public static unsafe void DrawThrough(
        byte[] surface,
        int width,
        int height,
        SurfaceFormat format,
        byte[] coverage,
        uint color
    )
    {
        const uint FormatA8 = 0x08018000;
        fixed (byte* target = surface)
        fixed (byte* bytes = coverage)
        {
            var destination = CreateBits(Code(format), width, height, target, Stride(width, format));
            var mask = CreateBits(FormatA8, width, height, bytes, coverage.Length / height);
            var (r, g, b) = ((color >> 16) & 0xFF, (color >> 8) & 0xFF, color & 0xFF);
            var brush = CreateSolid([(ushort)(r * 0x101), (ushort)(g * 0x101), (ushort)(b * 0x101), ushort.MaxValue]);
            Composite(OperatorOver, brush, mask, destination, 0, 0, 0, 0, 0, 0, width, height);
            Release(brush, mask, destination);
        }
    }

    /// <summary>Bytes of a row: pixels of 4 or 2 bytes, padded to four.</summary>
    public static int Stride(int width, SurfaceFormat format) =>
        format is SurfaceFormat.Rgb565 or SurfaceFormat.Xrgb1555 ? ((width * 2) + 3) / 4 * 4 : width * 4;

    private static uint Code(SurfaceFormat format) =>
        format switch
        {
            SurfaceFormat.Argb32 => 0x20028888,
            SurfaceFormat.Xrgb32 => 0x20020888,
            SurfaceFormat.Rgb565 => 0x10020565,
            _ => 0x10020555,
        };

    private static void Release(params ReadOnlySpan<nint> images)
    {
        foreach (var image in images)
        {
            if (image != 0)
            {
                _ = Unreference(image);
            }
        }
    }

    [LibraryImport("libpixman-1.so.0", EntryPoint = "pixman_image_create_bits")]
    private static unsafe partial nint CreateBits(uint format, int width, int height, byte* bits, int stride);

    [LibraryImport("libpixman-1.so.0", EntryPoint = "pixman_image_create_solid_fill")]
    private static partial nint CreateSolid(ReadOnlySpan<ushort> color);

    [LibraryImport("libpixman-1.so.0", EntryPoint = "pixman_image_unref")]
    private static partial int Unreference(nint image);

    [LibraryImport("libpixman-1.so.0", EntryPoint = "pixman_image_set_transform")]
    private static partial int SetTransform(nint image, ReadOnlySpan<int> matrix);

    [LibraryImport("libpixman-1.so.0", EntryPoint = "pixman_image_set_filter")]
    private static partial int SetFilter(nint image, int filter, nint parameters, int count);

    [LibraryImport("libpixman-1.so.0", EntryPoint = "pixman_image_composite32")]
    private static partial void Composite(
        int operation,
        nint source,
        nint mask,
        nint destination,
        int sourceX,
        int sourceY,
        int maskX,
        int maskY,
        int x,
        int y,
        int width,
        int height
    );
}
