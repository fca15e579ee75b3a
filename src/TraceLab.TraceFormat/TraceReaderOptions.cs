namespace TraceLab.TraceFormat;

/// <summary>How a trace is read.</summary>
public sealed record TraceReaderOptions
{
    /// <summary>
    /// Bytes of payloads and of chunks fetched for them that are kept for reuse. The same payload is the same
    /// <see cref="Core.Pixels.Image"/> instance as long as it stays here. Memory does not grow with the trace.
    /// </summary>
    public long CacheBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Whether images are lent instead of given: an event's images are valid until the next event of the same enumeration
    /// is asked for, or it ends; then their memory is used again, and they show arbitrary pixels. That saves a copy of
    /// every image in fresh memory, which takes longer than all the rest of reading. For whoever looks at each event
    /// once: draws it, counts it, prints it. Whoever keeps events, as <see cref="TraceWriter"/> and a simulation do, must
    /// not. Each enumeration then keeps up to <see cref="CacheBytes"/> for itself. Everything else of an event, cursor
    /// shapes included, is the receiver's own as ever; so are the faults.
    /// </summary>
    public bool LendsPayloads { get; init; }
}
