namespace TraceLab.Capture;

/// <summary>How a session is written into a trace file.</summary>
public sealed record SessionRecorderOptions
{
    /// <summary>Whether a file that exists may be replaced.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Whether the session runs while it is written: then what came is flushed at least once a second, and markers are
    /// taken from outside. Without that the same events make the same file, however long it took, and a smaller one.
    /// </summary>
    public bool IsLive { get; init; } = true;

    /// <summary>What a live session's flushing is timed by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Bytes of the file after which recording should stop; null for no limit.</summary>
    public long? MaxFileBytes { get; init; }

    /// <summary>
    /// Keeps only so much of the session, in memory, and writes it when asked to or at the end; null to write everything
    /// as it comes.
    /// </summary>
    public TimeSpan? Ring { get; init; }
}
