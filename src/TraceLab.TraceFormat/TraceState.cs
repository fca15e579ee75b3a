namespace TraceLab.TraceFormat;

/// <summary>
/// What an observer can find a trace file to be. While a recorder runs, and after it died, the file is named
/// <c>NAME.tlt.partial</c>; only a file whose tail was written is renamed to <c>NAME.tlt</c>. The recorder holds a lock
/// while it runs, which ends with its process: so a partial file without it belongs to nobody any more.
/// </summary>
public enum TraceState
{
    /// <summary>Data, data end, summary and footer are whole.</summary>
    Complete = 0,

    /// <summary>
    /// The file stops early or its tail is unusable: its recorder died, or it was cut short. Everything up to the last
    /// whole chunk reads as usual.
    /// </summary>
    Interrupted = 1,

    /// <summary>
    /// A recorder still writes the file and holds its lock. Everything up to the last whole chunk reads as usual, and more
    /// will come.
    /// </summary>
    InProgress = 2,
}
