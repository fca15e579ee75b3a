using System.Buffers;

namespace TraceLab.Simulation.Codecs.Tight;

/// <summary>Tight's compact lengths: 7 bits, 7 bits and 8 bits, low ones first; the highest bit of the first two goes on.</summary>
internal static class TightLength
{
    private const int MostBytes = 3;

    public static void Write(int length, ArrayBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(MostBytes);
        var count = 0;
        for (; length >= 0x80 && count < MostBytes - 1; length >>= 7)
        {
            bytes[count++] = (byte)(length | 0x80);
        }

        bytes[count++] = checked((byte)length);
        output.Advance(count);
    }

    /// <summary>The length, and of how many bytes it was read.</summary>
    public static int Read(ReadOnlySpan<byte> data, out int bytes)
    {
        var length = 0;
        for (bytes = 0; bytes < data.Length; )
        {
            var next = data[bytes];
            var isLast = bytes == MostBytes - 1;
            length |= (isLast ? next : next & 0x7F) << (7 * bytes);
            bytes++;
            if (isLast || next < 0x80)
            {
                return length;
            }
        }

        throw new InvalidDataException($"tight pixels: a length ends after {data.Length} bytes");
    }
}
