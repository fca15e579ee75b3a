using System.Runtime.InteropServices;

namespace TraceLab.Core.Pixels;

/// <summary>What the bytes of an <see cref="Image"/> are.</summary>
public enum ImageFormat : byte
{
    /// <summary>4 bytes a pixel, B G R 0. The fourth byte is always 0 (hazard H9).</summary>
    Xrgb32 = 1,

    /// <summary>4 bytes a pixel, B G R A; whether the colours are premultiplied is the command's affair.</summary>
    Argb32 = 2,

    /// <summary>1 byte a pixel: coverage, 0 to 255. A one-bit mask uses only 0 and 255.</summary>
    Alpha8 = 3,
}

/// <summary>
/// An immutable rectangle of pixels that a command carries: rows from the top, no padding between them. The bytes belong
/// to the image: whoever made it must not change them afterwards. A reader that lends its images says until when.
/// </summary>
public sealed class Image
{
    private readonly byte[] _buffer;
    private readonly int _start;

    /// <exception cref="ArgumentException">The byte count does not fit the size.</exception>
    public Image(int width, int height, ImageFormat format, byte[] bytes)
        : this(width, height, format, bytes, 0)
    {
        if (bytes.LongLength != ByteCount(width, height, format))
        {
            throw new ArgumentException(
                $"an image of {width}x{height} {format} has {ByteCount(width, height, format)} bytes, found {bytes.LongLength}",
                nameof(bytes)
            );
        }
    }

    /// <summary>An image whose bytes lie within a larger buffer, from <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentException">The buffer ends before the image does.</exception>
    public Image(int width, int height, ImageFormat format, byte[] buffer, int start)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        if (buffer.LongLength - start < ByteCount(width, height, format))
        {
            throw new ArgumentException(
                $"an image of {width}x{height} {format} has {ByteCount(width, height, format)} bytes, found {buffer.LongLength - start}",
                nameof(buffer)
            );
        }

        Width = width;
        Height = height;
        Format = format;
        _buffer = buffer;
        _start = start;
    }

    public int Width { get; }

    public int Height { get; }

    public ImageFormat Format { get; }

    /// <summary>Width × height × bytes per pixel.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, (int)ByteCount(Width, Height, Format));

    public static int BytesPerPixel(ImageFormat format) => format == ImageFormat.Alpha8 ? 1 : 4;

    public static long ByteCount(int width, int height, ImageFormat format) =>
        (long)width * height * BytesPerPixel(format);

    /// <summary>One row of a 32-bit image, 0xAARRGGBB a pixel.</summary>
    public ReadOnlySpan<uint> Row32(int y) =>
        MemoryMarshal.Cast<byte, uint>(_buffer.AsSpan(_start + (y * Width * 4), Width * 4));

    /// <summary>One row of an <see cref="ImageFormat.Alpha8"/> image.</summary>
    public ReadOnlySpan<byte> Row8(int y) => _buffer.AsSpan(_start + (y * Width), Width);
}
