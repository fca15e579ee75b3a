namespace TraceLab.TraceFormat;

/// <summary>How a trace is written; every choice reads back the same.</summary>
public sealed record TraceWriterOptions
{
    /// <summary>
    /// Uncompressed bytes after which a chunk is closed, 1 to 2^28. Larger compresses better; a crash loses at most one chunk, and a
    /// reference into the past costs its reader one chunk.
    /// </summary>
    public int ChunkBytes { get; init; } = 1 << 20;

    /// <summary>
    /// Payloads remembered so that a repeated one is stored once, about 100 bytes each; beyond this the oldest is
    /// forgotten, and stored anew if it comes back in a later chunk.
    /// </summary>
    public int PayloadTableEntries { get; init; } = 1 << 18;

    /// <summary>
    /// How much work lies between two keyframes, in bytes of memory touched: 8 for each byte of a chunk's content, 4 for
    /// each pixel drawn, 16 where it is computed. Smaller seeks faster and makes larger files. 0 writes no keyframes and
    /// paints nothing while writing.
    /// </summary>
    public long KeyframeWorkBytes { get; init; } = 512L << 20;

    /// <summary>
    /// Images of at least so many bytes are stored as the difference from the one last stored whole for the same place
    /// of the same surface, if that takes at most half. Smaller ones gain too little.
    /// </summary>
    public int MinDifferenceBytes { get; init; } = 1024;

    /// <summary>LZ4 level: 0 is fast, 3 to 12 trade time for size. Readers are equally fast for all.</summary>
    public int CompressionLevel { get; init; }
}
