using System.Buffers;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder.Parts;

/// <summary>A coverage as it is carried: a bit a pixel if it has only 0 and 255, else a byte.</summary>
internal static class CoverageBits
{
    /// <summary>Bytes of the payload.</summary>
    public static int CountBytes(Image image) =>
        IsBinary(image) ? (image.Width + 7) / 8 * image.Height : image.Bytes.Length;

    /// <summary>Appends the payload to the output and returns an item with a view of it.</summary>
    public static ImageItem Carry(Image image, ArrayBufferWriter<byte> output)
    {
        var start = output.WrittenCount;
        var isBinary = IsBinary(image);
        if (isBinary)
        {
            Pack(image, output);
        }
        else
        {
            output.Write(image.Bytes);
        }

        return new ImageItem
        {
            Form = isBinary ? ImageForm.Bits : ImageForm.Coverage,
            Width = image.Width,
            Height = image.Height,
            Payload = output.WrittenMemory[start..],
        };
    }

    private static bool IsBinary(Image image) => image.Bytes.IndexOfAnyExcept((byte)0, byte.MaxValue) < 0;

    private static void Pack(Image image, ArrayBufferWriter<byte> output)
    {
        var stride = (image.Width + 7) / 8;
        var bits = output.GetSpan(stride * image.Height)[..(stride * image.Height)];
        bits.Clear();
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row8(y);
            for (var x = 0; x < row.Length; x++)
            {
                bits[(y * stride) + (x >> 3)] |= (byte)(row[x] == 0 ? 0 : 0x80 >> (x & 7));
            }
        }

        output.Advance(bits.Length);
    }
}
