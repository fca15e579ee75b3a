using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.Spice;

/// <summary>Guest bitmaps to images. The bytes of a bitmap that needs no conversion become the image's own.</summary>
public static class SpiceBitmaps
{
    private static readonly byte[] BitsPerPixel = [0, 1, 1, 4, 4, 8, 16, 24, 32, 32, 8];

    /// <summary>Whether the server would take it: a known format, an area, rows that fit, a palette if one is needed.</summary>
    public static bool IsValid(SpiceBitmap bitmap, bool isMask = false) =>
        bitmap.Format is >= SpiceBitmapFormat.OneBitLittleEndian and <= SpiceBitmapFormat.EightBitAlpha
        && bitmap.Width > 0
        && bitmap.Height > 0
        && bitmap.Width <= int.MaxValue
        && bitmap.Height <= int.MaxValue
        && bitmap.Stride >= (((ulong)bitmap.Width * BitsPerPixel[(int)bitmap.Format]) + 7) / 8
        && (isMask || bitmap.Palette is not null || !NeedsPalette(bitmap.Format));

    public static bool NeedsPalette(SpiceBitmapFormat format) =>
        format is >= SpiceBitmapFormat.OneBitLittleEndian and <= SpiceBitmapFormat.EightBit;

    /// <summary>
    /// One part of a valid bitmap as 32-bit pixels. With <paramref name="keepsAlpha"/> the fourth bytes stay as they are,
    /// else they are 0. Null when a pixel names a palette entry that does not exist: its colour is undefined.
    /// </summary>
    /// <param name="bitmap">Given away: its data may end up in the image.</param>
    /// <param name="part">Inside the bitmap, not empty.</param>
    /// <param name="keepsAlpha">Whether the image is <see cref="ImageFormat.Argb32"/>.</param>
    /// <param name="paletteIs555">On 16-bit surfaces palette entries are pixels of x-5-5-5.</param>
    public static Image? Decode(SpiceBitmap bitmap, Rect part, bool keepsAlpha, bool paletteIs555)
    {
        var is32 = bitmap.Format is SpiceBitmapFormat.ThirtyTwoBit or SpiceBitmapFormat.Rgba;
        var isWhole = part.Width == bitmap.Width && part.Height == bitmap.Height;
        byte[] bytes;
        if (is32 && isWhole && bitmap.IsTopDown && bitmap.Stride == bitmap.Width * 4)
        {
            bytes = bitmap.Data;
        }
        else
        {
            bytes = GC.AllocateUninitializedArray<byte>(part.Width * part.Height * 4);
            var palette = paletteIs555 ? Widen(bitmap.Palette) : bitmap.Palette;
            for (var y = 0; y < part.Height; y++)
            {
                var row = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(y * part.Width * 4, part.Width * 4));
                if (!DecodeRow(bitmap.Format, Row(bitmap, part.Top + y), part.Left, palette, row))
                {
                    return null;
                }
            }
        }

        if (!keepsAlpha)
        {
            var pixels = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
            PixelFormats.Store(pixels, pixels, SurfaceFormat.Xrgb32);
        }

        return new Image(part.Width, part.Height, keepsAlpha ? ImageFormat.Argb32 : ImageFormat.Xrgb32, bytes);
    }

    /// <summary>
    /// One part of a one-bit bitmap as coverage of 0 and 255; null for other formats. Bits of
    /// <see cref="SpiceBitmapFormat.OneBitLittleEndian"/> start at the least significant one.
    /// </summary>
    public static Image? DecodeMask(SpiceBitmap bitmap, Rect part, bool inverted)
    {
        if (bitmap.Format is not (SpiceBitmapFormat.OneBitLittleEndian or SpiceBitmapFormat.OneBitBigEndian))
        {
            return null;
        }

        var isBigEndian = bitmap.Format == SpiceBitmapFormat.OneBitBigEndian;
        var coverage = new byte[part.Width * part.Height];
        for (var y = 0; y < part.Height; y++)
        {
            var bits = Row(bitmap, part.Top + y);
            var row = coverage.AsSpan(y * part.Width, part.Width);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = (Bit(bits, part.Left + x, isBigEndian) != 0) ^ inverted ? byte.MaxValue : byte.MinValue;
            }
        }

        return new Image(part.Width, part.Height, ImageFormat.Alpha8, coverage);
    }

    /// <summary>The memory of a surface as an image, or null when it is all zero (the content of a new surface anyway).</summary>
    public static Image? DecodeSurface(SpiceSurface surface, int stride, byte[] memory)
    {
        if (!memory.AsSpan().ContainsAnyExcept((byte)0))
        {
            return null;
        }

        var (width, height) = (surface.Width, surface.Height);
        var format = surface.Is32Bit ? SpiceBitmapFormat.ThirtyTwoBit : SpiceBitmapFormat.SixteenBit;
        var bitmap = new SpiceBitmap(
            format,
            stride > 0 ? SpiceFlags.BitmapTopDown : 0,
            (uint)width,
            (uint)height,
            (uint)Math.Abs((long)stride),
            null,
            memory
        );
        var whole = new Rect(0, 0, width, height);
        if (surface.Format != SpiceSurfaceFormat.Rgb565)
        {
            return Decode(bitmap, whole, surface.KeepsAlpha, false);
        }

        var pixels = new uint[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var raw = Row(bitmap, i / width).Slice(i % width * 2, 2);
            pixels[i] = PixelFormats.From565(BinaryPrimitives.ReadUInt16LittleEndian(raw));
        }

        return new Image(width, height, ImageFormat.Xrgb32, MemoryMarshal.AsBytes(pixels.AsSpan()).ToArray());
    }

    /// <summary>An image reduced to what a surface can hold, as the canvas does before it draws.</summary>
    public static Image Quantized(Image image, SurfaceFormat format)
    {
        var bytes = image.Bytes.ToArray();
        var pixels = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
        PixelFormats.Store(pixels, pixels, format);
        return new Image(image.Width, image.Height, image.Format, bytes);
    }

    /// <summary>An image with the fourth byte of every pixel set to 255.</summary>
    public static Image Opaque(Image image)
    {
        var bytes = image.Bytes.ToArray();
        foreach (ref var pixel in MemoryMarshal.Cast<byte, uint>(bytes.AsSpan()))
        {
            pixel |= 0xFF000000;
        }

        return new Image(image.Width, image.Height, image.Format, bytes);
    }

    /// <summary>Whether any pixel of an x-5-5-5 bitmap has its top bit set.</summary>
    public static bool HasUnusedBitSet(SpiceBitmap bitmap)
    {
        for (var y = 0; y < bitmap.Height; y++)
        {
            var row = MemoryMarshal.Cast<byte, ushort>(Row(bitmap, y)[..(int)(bitmap.Width * 2)]);
            foreach (var pixel in row)
            {
                if (pixel >= 0x8000)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Row(SpiceBitmap bitmap, int y)
    {
        var stored = bitmap.IsTopDown ? y : (int)bitmap.Height - 1 - y;
        return bitmap.Data.AsSpan((int)(stored * (long)bitmap.Stride), (int)bitmap.Stride);
    }

    private static uint[]? Widen(uint[]? palette) =>
        palette is null ? null : Array.ConvertAll(palette, PixelFormats.From1555);

    private static bool DecodeRow(
        SpiceBitmapFormat format,
        ReadOnlySpan<byte> row,
        int left,
        uint[]? palette,
        Span<uint> pixels
    )
    {
        if (NeedsPalette(format))
        {
            return DecodeIndexed(format, row, left, palette, pixels);
        }

        for (var i = 0; i < pixels.Length; i++)
        {
            var x = left + i;
            pixels[i] = format switch
            {
                SpiceBitmapFormat.SixteenBit => PixelFormats.From1555(
                    BinaryPrimitives.ReadUInt16LittleEndian(row[(x * 2)..])
                ),
                SpiceBitmapFormat.TwentyFourBit => row[x * 3]
                    | ((uint)row[(x * 3) + 1] << 8)
                    | ((uint)row[(x * 3) + 2] << 16),
                SpiceBitmapFormat.EightBitAlpha => (uint)row[x] << 24,
                _ => BinaryPrimitives.ReadUInt32LittleEndian(row[(x * 4)..]),
            };
        }

        return true;
    }

    private static bool DecodeIndexed(
        SpiceBitmapFormat format,
        ReadOnlySpan<byte> row,
        int left,
        uint[]? palette,
        Span<uint> pixels
    )
    {
        var entries = palette.AsSpan();
        for (var i = 0; i < pixels.Length; i++)
        {
            var x = left + i;
            var index = format switch
            {
                SpiceBitmapFormat.OneBitLittleEndian => Bit(row, x, false),
                SpiceBitmapFormat.OneBitBigEndian => Bit(row, x, true),
                SpiceBitmapFormat.FourBitLittleEndian => (row[x / 2] >> (x % 2 * 4)) & 0xF,
                SpiceBitmapFormat.FourBitBigEndian => (row[x / 2] >> ((1 - (x % 2)) * 4)) & 0xF,
                _ => row[x],
            };
            if (index >= entries.Length)
            {
                return false;
            }

            pixels[i] = entries[index];
        }

        return true;
    }

    private static int Bit(ReadOnlySpan<byte> row, int x, bool isBigEndian) =>
        (row[x / 8] >> (isBigEndian ? 7 - (x % 8) : x % 8)) & 1;
}
