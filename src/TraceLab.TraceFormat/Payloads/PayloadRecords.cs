using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>Where a payload's record lies: the chunk's file offset, and the place in its uncompressed content.</summary>
internal readonly record struct PayloadLocation(long ChunkOffset, int Position);

/// <summary>The uncompressed content of a chunk: the first <paramref name="Length"/> of the bytes.</summary>
internal sealed record ChunkContent(long Offset, byte[] Bytes, int Length)
{
    /// <summary>Whether somebody uses the bytes where they lie.</summary>
    public bool IsHeld { get; set; }
}

/// <summary>Reads the records that hold payloads. A payload is an <see cref="Image"/> or an array of bytes.</summary>
internal static class PayloadRecords
{
    /// <summary>
    /// The payload that the current record holds whole, in memory of its own; null when its opcode holds none that this
    /// version knows.
    /// </summary>
    public static object? Read(RecordReader record, byte opcode) =>
        View(record, opcode) is var payload && payload is Image image
            ? new Image(image.Width, image.Height, image.Format, Copy(image.Bytes))
            : payload;

    /// <summary>Likewise, but an image lies in the record itself.</summary>
    public static object? View(RecordReader record, byte opcode) =>
        (Opcode)opcode switch
        {
            Opcode.ImagePayload => ReadImage(record),
            Opcode.DataPayload => Copy(record.Raw(record.Remaining)),
            _ => null,
        };

    public static long Bytes(object payload) => payload is Image image ? image.Bytes.Length : ((byte[])payload).Length;

    /// <summary>The earlier chunk's payload that a reference names.</summary>
    public static PayloadLocation ReadReference(RecordReader record, long chunkOffset) =>
        ReadLocation(record, chunkOffset, leastDistance: 1);

    /// <summary>The base of a difference, in this chunk or an earlier one.</summary>
    public static PayloadLocation ReadBase(RecordReader record, long chunkOffset) =>
        ReadLocation(record, chunkOffset, leastDistance: 0);

    private static PayloadLocation ReadLocation(RecordReader record, long chunkOffset, int leastDistance)
    {
        var distance = record.Varint();
        var position = record.Varint();
        return distance >= leastDistance && distance < chunkOffset && position < TraceLimits.MaxPlainBytes
            ? new PayloadLocation(chunkOffset - distance, (int)position)
            : throw record.Fault(
                "a payload reference leads nowhere",
                "an earlier chunk",
                $"{distance} bytes back, byte {position}"
            );
    }

    private static Image ReadImage(RecordReader record)
    {
        var format = (ImageFormat)record.Byte();
        var (width, height) = (record.Varint(), record.Varint());
        if (!Enum.IsDefined(format) || !Surface.IsValidSize(width, height))
        {
            throw record.Fault("an image is out of limits", null, $"{width}x{height}, format {(int)format}");
        }

        var (buffer, start) = record.Place(Image.ByteCount((int)width, (int)height, format));
        return new Image((int)width, (int)height, format, buffer, start);
    }

    /// <summary>The bytes in memory of their own.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> bytes)
    {
        var copy = GC.AllocateUninitializedArray<byte>(bytes.Length);
        bytes.CopyTo(copy);
        return copy;
    }
}
