using System.Buffers;

namespace TraceLab.Simulation.Codecs.Tight;

/// <summary>Pixels as Tight has them (TPIXEL): three bytes, R G B.</summary>
internal static class TightColors
{
    public const int Bytes = 3;

    public static uint Read(ReadOnlySpan<byte> bytes) => ((uint)bytes[0] << 16) | ((uint)bytes[1] << 8) | bytes[2];

    public static void Pack(ReadOnlySpan<uint> pixels, Span<byte> packed)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            packed[i * Bytes] = (byte)(pixels[i] >> 16);
            packed[(i * Bytes) + 1] = (byte)(pixels[i] >> 8);
            packed[(i * Bytes) + 2] = (byte)pixels[i];
        }
    }

    public static void Unpack(ReadOnlySpan<byte> packed, Span<uint> pixels)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Read(packed[(i * Bytes)..]);
        }
    }

    public static void Append(ReadOnlySpan<uint> pixels, ArrayBufferWriter<byte> output)
    {
        Pack(pixels, output.GetSpan(pixels.Length * Bytes));
        output.Advance(pixels.Length * Bytes);
    }
}
