using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.ReferenceMachine;

/// <summary>A surface as one number a pixel, asked and told pixel by pixel.</summary>
public sealed class ReferenceSurface
{
    private readonly uint[,] _pixels;

    public ReferenceSurface(int width, int height, SurfaceFormat format)
    {
        Width = width;
        Height = height;
        Format = format;
        _pixels = new uint[width, height];
    }

    public int Width { get; }

    public int Height { get; }

    public SurfaceFormat Format { get; }

    public uint this[int x, int y]
    {
        get => _pixels[x, y];
        set => _pixels[x, y] = Held(value, Format);
    }

    /// <summary>A surface as its event describes it: black unless there is an initial image of pixels.</summary>
    public static ReferenceSurface Of(SurfaceCreated created)
    {
        // A screen shows no alpha, so it holds none.
        var isScreenWithAlpha = created is { SurfaceId: Surface.ScreenId, Format: SurfaceFormat.Argb32 };
        var format = isScreenWithAlpha ? SurfaceFormat.Xrgb32 : created.Format;
        var surface = new ReferenceSurface(created.Width, created.Height, format);
        if (created.Initial is not { Format: not ImageFormat.Alpha8 } initial)
        {
            return surface;
        }

        for (var y = 0; y < Math.Min(initial.Height, created.Height); y++)
        {
            for (var x = 0; x < Math.Min(initial.Width, created.Width); x++)
            {
                surface[x, y] = BitConverter.ToUInt32(initial.Bytes[(((y * initial.Width) + x) * 4)..]);
            }
        }

        return surface;
    }

    public bool HasSizeOf(ReferenceSurface other) =>
        Width == other.Width && Height == other.Height && Format == other.Format;

    /// <summary>A new array: row after row, from the top.</summary>
    public uint[] ToRows()
    {
        var rows = new uint[Width * Height];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                rows[(y * Width) + x] = _pixels[x, y];
            }
        }

        return rows;
    }

    public ReferenceSurface Clone()
    {
        var clone = new ReferenceSurface(Width, Height, Format);
        Array.Copy(_pixels, clone._pixels, _pixels.Length);
        return clone;
    }

    /// <summary>What a format keeps of 0xAARRGGBB: 5 and 6 bit channels come back with their bits repeated.</summary>
    public static uint Held(uint pixel, SurfaceFormat format)
    {
        var (r, g, b) = ((pixel >> 16) & 0xFF, (pixel >> 8) & 0xFF, pixel & 0xFF);
        return format switch
        {
            SurfaceFormat.Argb32 => pixel,
            SurfaceFormat.Xrgb32 => (r << 16) | (g << 8) | b,
            SurfaceFormat.Rgb565 => (Repeat(r, 5) << 16) | (Repeat(g, 6) << 8) | Repeat(b, 5),
            SurfaceFormat.Xrgb1555 => (Repeat(r, 5) << 16) | (Repeat(g, 5) << 8) | Repeat(b, 5),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
    }

    // The top bits, written out and repeated until eight are there.
    private static uint Repeat(uint channel, int bits)
    {
        var kept = Convert.ToString(channel, 2).PadLeft(8, '0')[..bits];
        return Convert.ToUInt32((kept + kept)[..8], 2);
    }
}
