using TraceLab.Core.Faults;

namespace TraceLab.TraceFormat;

/// <summary>The faults of trace files, each worded once.</summary>
internal static class TraceFaults
{
    public static InputFaultException Damaged(
        string file,
        long offset,
        string what,
        string? expected = null,
        string? found = null
    ) => new(what, file, offset, expected, found, "the trace is damaged here; 'tracelab recover' saves what is whole");

    /// <summary>Checksums are right, yet two parts of the file do not agree: no disk did this.</summary>
    public static InputFaultException Contradiction(
        string file,
        long offset,
        string what,
        string expected,
        string found
    ) =>
        new(
            what,
            file,
            offset,
            expected,
            found,
            "the events were counted; 'tracelab recover' writes it anew from them"
        );

    public static InputFaultException NotATrace(string file, string found) =>
        new(
            "not a trace file",
            file,
            0,
            "the bytes " + Convert.ToHexString(Blocks.FileEnds.Magic),
            found,
            "name a .tlt file, or import a recording first"
        );

    public static InputFaultException Newer(string file, long offset, string what, long expected, long found) =>
        new(what, file, offset, $"at most {expected}", $"{found}", "read it with a newer tracelab");

    public static InputFaultException Interrupted(string file, long offset, string what, string? found = null) =>
        new(
            what,
            file,
            offset,
            null,
            found,
            "the recording was interrupted; all events before this offset can be used"
        );

    public static InputFaultException InProgress(string file, long offset) =>
        new(
            "the recording still runs",
            file,
            offset,
            remedy: "all events before this offset can be used, and more will come"
        );

    public static InputFaultException BeyondEnd(string file, long timeNanoseconds, long lastTimeNanoseconds) =>
        new(
            "the session is shorter",
            file,
            expected: $"at most {lastTimeNanoseconds / 1e9:F6} s",
            found: $"{timeNanoseconds / 1e9:F6} s",
            remedy: "name an earlier time"
        );

    public static InputFaultException TailDamaged(string file, long offset, string what, string? found = null) =>
        new(what, file, offset, null, found, "all events are there; the summary was counted again from them");

    public static InputFaultException Exists(string path) =>
        new("the file exists", path, remedy: "use --force to overwrite");
}
