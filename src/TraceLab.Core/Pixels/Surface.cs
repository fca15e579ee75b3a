using TraceLab.Core.Geometry;

namespace TraceLab.Core.Pixels;

/// <summary>What a surface can hold. Every format is kept as 0xAARRGGBB in memory.</summary>
public enum SurfaceFormat : byte
{
    /// <summary>Colour only; the fourth byte is kept 0, so that it is never a difference (hazard H9).</summary>
    Xrgb32 = 1,

    /// <summary>Colour and alpha.</summary>
    Argb32 = 2,

    /// <summary>16 bits, 5-6-5; kept widened to 8 bits a channel by bit replication.</summary>
    Rgb565 = 3,

    /// <summary>16 bits, x-5-5-5; kept widened to 8 bits a channel by bit replication.</summary>
    Xrgb1555 = 4,
}

/// <summary>
/// A framebuffer or off-screen surface: rows from the top, <see cref="Width"/> pixels apart, 0xAARRGGBB a pixel.
/// Mutable, not thread-safe, starts black (all zero). All pixels are reached through this class, and whatever gives away
/// the right to write enters <see cref="Writes"/>: so the log misses no write, if nobody keeps that right for later.
/// </summary>
public sealed class Surface
{
    private uint[] _pixels;

    /// <summary>The screen's surface number; others are off-screen.</summary>
    public const int ScreenId = 0;

    /// <summary>Largest width or height. Guards every size that comes from outside before anything is allocated.</summary>
    public const int MaxSide = 16384;

    /// <summary>Largest number of pixels of one surface (256 MB).</summary>
    public const long MaxPixels = 64L * 1024 * 1024;

    /// <exception cref="ArgumentOutOfRangeException">The size is outside the limits above.</exception>
    public Surface(int width, int height, SurfaceFormat format = SurfaceFormat.Xrgb32)
    {
        if (!IsValidSize(width, height))
        {
            throw new ArgumentOutOfRangeException(nameof(width), $"surface size {width}x{height} is out of limits");
        }

        Width = width;
        Height = height;
        Format = format;
        _pixels = PixelMemory.Rent(width * height);
        Writes = new WriteLog(width, height);
    }

    public int Width { get; }

    public int Height { get; }

    public SurfaceFormat Format { get; }

    /// <summary>What may have been written when.</summary>
    public WriteLog Writes { get; }

    /// <summary>All pixels, row after row, to be written: all count as written now. Not to be kept.</summary>
    public uint[] Pixels
    {
        get
        {
            Writes.AddAll();
            return _pixels;
        }
    }

    /// <summary>All pixels, row after row.</summary>
    public ReadOnlySpan<uint> ReadPixels => _pixels;

    public Rect Bounds => new(0, 0, Width, Height);

    /// <summary>The bits of a stored pixel that mean something.</summary>
    public uint PixelMask => Format == SurfaceFormat.Argb32 ? 0xFFFFFFFF : 0x00FFFFFF;

    public static bool IsValidSize(long width, long height) =>
        width is > 0 and <= MaxSide && height is > 0 and <= MaxSide && width * height <= MaxPixels;

    /// <summary>One row to be written: all of it counts as written now.</summary>
    public Span<uint> Row(int y) => Row(y, 0, Width);

    /// <summary>
    /// Columns <paramref name="left"/> to <paramref name="right"/> (exclusive) of one row to be written: they count as written
    /// now.
    /// </summary>
    public Span<uint> Row(int y, int left, int right)
    {
        Writes.Add(y, left, right);
        return _pixels.AsSpan((y * Width) + left, right - left);
    }

    public ReadOnlySpan<uint> ReadRow(int y) => ReadRow(y, 0, Width);

    /// <summary>Columns <paramref name="left"/> to <paramref name="right"/> (exclusive) of one row.</summary>
    public ReadOnlySpan<uint> ReadRow(int y, int left, int right) => _pixels.AsSpan((y * Width) + left, right - left);

    /// <summary>Gives the pixels back for later surfaces. Nothing of this one may be read or written any more.</summary>
    public void Recycle()
    {
        PixelMemory.Return(_pixels);
        _pixels = [];
    }

    public void Clear() => Array.Clear(Pixels);

    /// <summary>Copies one rectangle, which must lie inside both surfaces, to the same place.</summary>
    public void CopyFrom(Surface source, Rect area)
    {
        for (var y = area.Top; y < area.Bottom; y++)
        {
            source.ReadRow(y, area.Left, area.Right).CopyTo(Row(y, area.Left, area.Right));
        }
    }
}
