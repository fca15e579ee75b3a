namespace TraceLab.TraceFormat;

/// <summary>
/// What an observer can find a trace file to be. While a recorder runs, and after it died, the file is named
/// <c>NAME.tlt.partial</c>; only a file whose tail was written is renamed to <c>NAME.tlt</c>.
/// </summary>
public enum TraceState
{
    /// <summary>Data, data end, summary and footer are whole.</summary>
    Complete = 0,

    /// <summary>
    /// The file stops early or its tail is unusable: a recorder that still runs, or died, or a file cut short. Everything
    /// up to the last whole chunk reads as usual.
    /// </summary>
    Interrupted = 1,
}
