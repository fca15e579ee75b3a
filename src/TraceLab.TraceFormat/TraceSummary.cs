namespace TraceLab.TraceFormat;

/// <summary>
/// Counts over a whole trace, so that nobody has to read the events to know them. Byte counts are bytes of the
/// uncompressed trace.
/// </summary>
public sealed record TraceSummary
{
    /// <summary>All events, drawing or not, the session's end included.</summary>
    public long Events { get; init; }

    /// <summary>Drawing commands only.</summary>
    public long Commands { get; init; }

    /// <summary>The time of the last event.</summary>
    public long DurationNanoseconds { get; init; }

    public long Chunks { get; init; }

    /// <summary>Content of all chunks before compression.</summary>
    public long PlainBytes { get; init; }

    /// <summary>What the chunks take in the file.</summary>
    public long StoredBytes { get; init; }

    /// <summary>Pixels and cursor shapes that events carried, each use counted.</summary>
    public long PayloadBytes { get; init; }

    /// <summary>Of those, the bytes that were new to the file and stored.</summary>
    public long StoredPayloadBytes { get; init; }

    /// <summary>Payload bytes that were not stored because the file already had them.</summary>
    public long SharedPayloadBytes => PayloadBytes - StoredPayloadBytes;

    /// <summary>By kind, in the order of the opcodes; kinds that did not occur have no row.</summary>
    public IReadOnlyList<KindTally> Kinds { get; init; } = [];

    /// <summary>By surface, in order of the number.</summary>
    public IReadOnlyList<SurfaceTally> Surfaces { get; init; } = [];

    /// <summary>What the recorder missed, in order of first appearance. Empty: nothing was lost.</summary>
    public IReadOnlyList<LossTally> Losses { get; init; } = [];
}

/// <summary>
/// Events of one kind; drawing commands are named as in the CSV columns (<c>fill</c>, <c>copy</c>, …).
/// <paramref name="RecordBytes"/> are without payloads, <paramref name="PayloadBytes"/> count each use, and
/// <paramref name="StoredPayloadBytes"/> those that were first stored for these events.
/// </summary>
public sealed record KindTally(string Kind, long Count, long RecordBytes, long PayloadBytes, long StoredPayloadBytes);

/// <summary>
/// Drawing commands to one surface; the bytes also count its creations. <see cref="OtherSurfaces"/> collects what exceeds
/// <see cref="TraceLimits.MaxSummaryRows"/>.
/// </summary>
public sealed record SurfaceTally(
    int SurfaceId,
    long Commands,
    long RecordBytes,
    long PayloadBytes,
    long StoredPayloadBytes
)
{
    public const int OtherSurfaces = int.MinValue;
}

/// <summary>Losses of one cause. <see cref="OtherCauses"/> collects what exceeds the same limit.</summary>
public sealed record LossTally(string Cause, long Count)
{
    public const string OtherCauses = "(other)";
}
