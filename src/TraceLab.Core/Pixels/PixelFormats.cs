using System.Numerics;

namespace TraceLab.Core.Pixels;

/// <summary>Conversions between the stored 0xAARRGGBB form and what a surface format can hold.</summary>
public static class PixelFormats
{
    /// <summary>Widens a 5-6-5 pixel by bit replication, as every X and SPICE renderer does.</summary>
    public static uint From565(uint pixel)
    {
        var r = (pixel >> 11) & 0x1F;
        var g = (pixel >> 5) & 0x3F;
        var b = pixel & 0x1F;
        return Pack(Widen5(r), (g << 2) | (g >> 4), Widen5(b));
    }

    /// <summary>Widens an x-5-5-5 pixel by bit replication; its top bit is ignored.</summary>
    public static uint From1555(uint pixel) =>
        Pack(Widen5((pixel >> 10) & 0x1F), Widen5((pixel >> 5) & 0x1F), Widen5(pixel & 0x1F));

    /// <summary>What reading back <paramref name="pixel"/> gives after it was stored in a surface of this format.</summary>
    public static uint Quantize(uint pixel, SurfaceFormat format) =>
        format switch
        {
            SurfaceFormat.Argb32 => pixel,
            SurfaceFormat.Xrgb32 => pixel & 0x00FFFFFF,
            SurfaceFormat.Rgb565 => Pack(
                Widen5((pixel >> 19) & 0x1F),
                (((pixel >> 10) & 0x3F) << 2) | (((pixel >> 10) & 0x3F) >> 4),
                Widen5((pixel >> 3) & 0x1F)
            ),
            _ => Pack(Widen5((pixel >> 19) & 0x1F), Widen5((pixel >> 11) & 0x1F), Widen5((pixel >> 3) & 0x1F)),
        };

    /// <summary>Copies pixels into a surface's row, reduced to what its format holds.</summary>
    public static void Store(ReadOnlySpan<uint> source, Span<uint> target, SurfaceFormat format)
    {
        if (format == SurfaceFormat.Argb32)
        {
            source.CopyTo(target);
            return;
        }

        if (format == SurfaceFormat.Xrgb32)
        {
            StoreOpaque(source, target);
            return;
        }

        for (var i = 0; i < source.Length; i++)
        {
            target[i] = Quantize(source[i], format);
        }
    }

    // The common case: drop the unused byte, a vector at a time.
    private static void StoreOpaque(ReadOnlySpan<uint> source, Span<uint> target)
    {
        var mask = new Vector<uint>(0x00FFFFFF);
        var i = 0;
        for (; i <= source.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            (new Vector<uint>(source[i..]) & mask).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = source[i] & 0x00FFFFFF;
        }
    }

    private static uint Widen5(uint value) => (value << 3) | (value >> 2);

    private static uint Pack(uint r, uint g, uint b) => (r << 16) | (g << 8) | b;
}
