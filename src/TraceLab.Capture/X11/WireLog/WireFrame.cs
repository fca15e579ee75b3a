using System.Buffers.Binary;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.WireLog;

/// <summary>
/// The 32 bytes before the elements of a frame: a reply of the RECORD extension, little-endian. Layout: 1, category, 16 bits
/// of sequence, length in units of 4 bytes, element header (7), client swapped, 2 unused, id base, server time, recorded
/// sequence number, 8 unused.
/// </summary>
public readonly record struct WireFrame(
    WireCategory Category,
    bool IsBigEndian,
    uint ClientBase,
    uint TimeMilliseconds,
    uint RecordedSequence,
    int DataBytes
)
{
    public const int HeaderBytes = 32;

    /// <summary>The largest frame that is believed: any request fits, and the image of the largest screen.</summary>
    public const int MaxDataBytes = 1 << 28;

    // Time before each element, and the sequence number before requests.
    private const byte ElementHeader = 7;
    private const byte ReplyType = 1;

    /// <param name="header">At least <see cref="HeaderBytes"/>.</param>
    /// <param name="offset">Where the header lies in the log, for the fault.</param>
    /// <exception cref="InputFaultException">This is no frame.</exception>
    public static WireFrame Parse(ReadOnlySpan<byte> header, long offset)
    {
        if (header[0] != ReplyType || header[1] > (byte)WireCategory.EndOfData || header[8] != ElementHeader)
        {
            throw new InputFaultException(
                "damaged wire log",
                offset: offset,
                expected: $"a frame of type {ReplyType}, category 0 to 5, element header {ElementHeader}",
                found: $"type {header[0]}, category {header[1]}, element header {header[8]}"
            );
        }

        var units = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        if (units > MaxDataBytes / 4)
        {
            throw new InputFaultException(
                "damaged wire log",
                offset: offset,
                expected: $"at most {MaxDataBytes} bytes in a frame",
                found: $"{4L * units}"
            );
        }

        return new WireFrame(
            (WireCategory)header[1],
            header[9] != 0,
            BinaryPrimitives.ReadUInt32LittleEndian(header[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[20..]),
            (int)units * 4
        );
    }

    /// <summary>Writes the 32 bytes; the inverse of <see cref="Parse"/>.</summary>
    public void Write(Span<byte> header)
    {
        header[..HeaderBytes].Clear();
        header[0] = ReplyType;
        header[1] = (byte)Category;
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)DataBytes / 4);
        header[8] = ElementHeader;
        header[9] = IsBigEndian ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], ClientBase);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], TimeMilliseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], RecordedSequence);
    }
}
