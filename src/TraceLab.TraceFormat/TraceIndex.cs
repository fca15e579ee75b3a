namespace TraceLab.TraceFormat;

/// <summary>
/// One chunk of a trace: a block at <paramref name="Offset"/> of the file, <paramref name="StoredBytes"/> long with frame and
/// head, that holds <paramref name="PlainBytes"/> of records. <paramref name="FirstEvent"/> events of the trace come before it.
/// </summary>
public readonly record struct ChunkEntry(
    long Offset,
    long FirstTimeNanoseconds,
    long LastTimeNanoseconds,
    long FirstEvent,
    int Events,
    int PlainBytes,
    int StoredBytes
);

/// <summary>
/// One keyframe: a block at <paramref name="Offset"/> of the file that holds the state after <paramref name="FirstEvent"/>
/// events, the last of them at <paramref name="TimeNanoseconds"/>. The chunk of the next event follows it.
/// </summary>
public readonly record struct KeyframeEntry(long Offset, long TimeNanoseconds, long FirstEvent, int StoredBytes);

/// <summary>Where in the file each part of a session lies.</summary>
public sealed record TraceIndex(IReadOnlyList<ChunkEntry> Chunks)
{
    /// <summary>In order; a short trace has none.</summary>
    public IReadOnlyList<KeyframeEntry> Keyframes { get; init; } = [];

    /// <summary>
    /// The position in <see cref="Chunks"/> of the first chunk that ends at or after a time; the number of chunks when
    /// all end before it.
    /// </summary>
    public int FindChunk(long timeNanoseconds)
    {
        var (low, high) = (0, Chunks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Chunks[middle].LastTimeNanoseconds < timeNanoseconds ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
