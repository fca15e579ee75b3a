namespace TraceLab.Core.Painting;

/// <summary>
/// Compositing in 8 bits a channel with pixman's rounding (pixman-combine32.h): mul(a, b) = t = a·b + 128, (t + (t &gt;&gt; 8)) &gt;&gt; 8.
/// All spans of one call have the same length.
/// </summary>
public static class Blending
{
    public static uint Multiply(uint a, uint b)
    {
        var t = (a * b) + 128;
        return (t + (t >> 8)) >> 8;
    }

    /// <summary>Every channel of a pixel times a factor of 0 to 255.</summary>
    public static uint MultiplyPixel(uint pixel, uint factor) =>
        Multiply(pixel & 0xFF, factor)
        | (Multiply((pixel >> 8) & 0xFF, factor) << 8)
        | (Multiply((pixel >> 16) & 0xFF, factor) << 16)
        | (Multiply(pixel >> 24, factor) << 24);

    /// <summary>Channel by channel sum, held at 255.</summary>
    public static uint AddSaturated(uint a, uint b)
    {
        uint result = 0;
        for (var shift = 0; shift < 32; shift += 8)
        {
            result |= Math.Min(((a >> shift) & 0xFF) + ((b >> shift) & 0xFF), 255) << shift;
        }

        return result;
    }

    /// <summary>Porter-Duff Over of premultiplied source pixels, the source first multiplied by a constant alpha.</summary>
    public static void Over(
        ReadOnlySpan<uint> source,
        ReadOnlySpan<uint> destination,
        Span<uint> result,
        byte constantAlpha,
        bool sourceHasAlpha
    )
    {
        for (var i = 0; i < result.Length; i++)
        {
            var pixel = sourceHasAlpha ? source[i] : source[i] | 0xFF000000;
            var faded = constantAlpha == 255 ? pixel : MultiplyPixel(pixel, constantAlpha);
            result[i] = AddSaturated(faded, MultiplyPixel(destination[i], 255 - (faded >> 24)));
        }
    }

    /// <summary>An opaque colour laid over the destination by coverage (0 to 255).</summary>
    public static void ByCoverage(
        ReadOnlySpan<uint> color,
        ReadOnlySpan<byte> coverage,
        ReadOnlySpan<uint> destination,
        Span<uint> result
    )
    {
        for (var i = 0; i < result.Length; i++)
        {
            var faded = MultiplyPixel(color[i] | 0xFF000000, coverage[i]);
            result[i] = AddSaturated(faded, MultiplyPixel(destination[i], 255 - (faded >> 24)));
        }
    }
}
