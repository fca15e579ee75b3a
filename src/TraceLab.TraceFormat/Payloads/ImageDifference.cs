using System.Runtime.InteropServices;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// An image as what it changes of another of the same size and format: runs of pixels that stay, and of pixels that are
/// replaced, row after row; what comes after the last run stays. Both images have 4 bytes a pixel.
/// </summary>
internal static class ImageDifference
{
    // Fewer equal pixels between two changes cost less within a run than a run of their own: two lengths.
    private const int MinKeptPixels = 4;

    public static bool CanBase(Image basis) => basis.Format is ImageFormat.Xrgb32 or ImageFormat.Argb32;

    public static bool CanBase(Image basis, Image image) =>
        CanBase(basis) && (basis.Format, basis.Width, basis.Height) == (image.Format, image.Width, image.Height);

    /// <summary>Writes the runs; false, with some of them written, when they are more than half of the image's bytes.</summary>
    public static bool TryWrite(RecordWriter runs, Image basis, Image image)
    {
        var before = Pixels(basis.Bytes);
        var after = Pixels(image.Bytes);
        var mostBytes = runs.Length + (image.Bytes.Length / 2);
        for (var at = 0; at < after.Length; )
        {
            var start = at + before[at..].CommonPrefixLength(after[at..]);
            if (start == after.Length)
            {
                break;
            }

            var end = PixelRuns.EndOfChange(before, after, start, MinKeptPixels);
            runs.Varint(start - at);
            runs.Varint(end - start);
            runs.Raw(MemoryMarshal.AsBytes(after[start..end]));
            if (runs.Length > mostBytes)
            {
                return false;
            }

            at = end;
        }

        return true;
    }

    /// <summary>Applies the rest of a record, which is runs, to a copy of the base's bytes.</summary>
    public static void Apply(RecordReader record, Span<byte> bytes)
    {
        var left = bytes.Length / 4L;
        while (record.Remaining > 0)
        {
            var kept = record.Varint();
            var replaced = record.Varint();
            if (kept > left || replaced > left - kept)
            {
                throw record.Fault("a difference is larger than its image", $"{left} pixels", $"{kept} and {replaced}");
            }

            left -= kept;
            record.Raw(4 * replaced).CopyTo(bytes[(int)(bytes.Length - (4 * left))..]);
            left -= replaced;
        }
    }

    private static ReadOnlySpan<uint> Pixels(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, uint>(bytes);
}
