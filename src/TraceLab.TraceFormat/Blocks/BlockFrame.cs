namespace TraceLab.TraceFormat.Blocks;

/// <summary>
/// What a block holds. Readers skip kinds they do not know; 0x80 and above are private to whoever wrote them.
/// </summary>
internal enum BlockKind : byte
{
    Header = 1,
    Chunk = 2,
    DataEnd = 3,
    Summary = 4,
    Index = 5,
    Footer = 6,
    Keyframe = 7,
}

internal enum BlockEncoding : byte
{
    Raw = 0,
    Lz4 = 1,
}

/// <summary>
/// The fixed start of every block and the fields of its head. A block is: frame (24 bytes), head, head checksum (4), body.
/// <paramref name="Head"/> has the kind's own fields, little endian, to which later versions may append.
/// <paramref name="StoredBytes"/> is the body's length in the file, <paramref name="PlainBytes"/> once decompressed;
/// <paramref name="BodyChecksum"/> is XxHash3 of the body as stored, so that damage is found before decompression.
/// </summary>
internal sealed record BlockFrame(
    long Offset,
    BlockKind Kind,
    BlockEncoding Encoding,
    byte[] Head,
    int StoredBytes,
    int PlainBytes,
    ulong BodyChecksum
)
{
    public const int FixedBytes = 24;

    public const int HeadChecksumBytes = 4;

    /// <summary>Marks the start of a block, so that a repair tool can find the next one after damage.</summary>
    public static ReadOnlySpan<byte> Mark => "TLB\x1F"u8;

    public long BodyOffset => Offset + FixedBytes + Head.Length + HeadChecksumBytes;

    public long EndOffset => BodyOffset + StoredBytes;
}
