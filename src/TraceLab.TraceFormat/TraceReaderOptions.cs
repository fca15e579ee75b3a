namespace TraceLab.TraceFormat;

/// <summary>How a trace is read.</summary>
public sealed record TraceReaderOptions
{
    /// <summary>
    /// Bytes of payloads and of chunks fetched for them that are kept for reuse. The same payload is the same
    /// <see cref="Core.Pixels.Image"/> instance as long as it stays here. Memory does not grow with the trace.
    /// </summary>
    public long CacheBytes { get; init; } = 64L << 20;
}
