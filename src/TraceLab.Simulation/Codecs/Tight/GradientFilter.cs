namespace TraceLab.Simulation.Codecs.Tight;

/// <summary>
/// The gradient filter of Tight: each colour component becomes its difference from left + above − above left, clamped to a
/// byte (RFB protocol, Tight encoding, GradientFilter). Smooth pictures become small numbers.
/// </summary>
internal static class GradientFilter
{
    /// <summary>Packed pixels, three bytes each, to differences.</summary>
    public static void Apply(ReadOnlySpan<byte> packed, int width, Span<byte> differences)
    {
        for (var i = 0; i < packed.Length; i++)
        {
            differences[i] = (byte)(packed[i] - Predict(packed, i, width * 3));
        }
    }

    /// <summary>Differences back to packed pixels, in place.</summary>
    public static void Undo(Span<byte> data, int width)
    {
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = (byte)(data[i] + Predict(data, i, width * 3));
        }
    }

    private static int Predict(ReadOnlySpan<byte> packed, int index, int rowBytes)
    {
        var hasLeft = index % rowBytes >= 3;
        var hasAbove = index >= rowBytes;
        var left = hasLeft ? packed[index - 3] : 0;
        var above = hasAbove ? packed[index - rowBytes] : 0;
        var corner = hasLeft && hasAbove ? packed[index - rowBytes - 3] : 0;
        return Math.Clamp(left + above - corner, 0, 255);
    }
}
