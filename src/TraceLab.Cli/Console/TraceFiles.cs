using TraceLab.Core.Faults;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Console;

/// <summary>How every verb opens traces, names them, and tells that one is not whole.</summary>
internal static class TraceFiles
{
    /// <param name="file">The trace.</param>
    /// <param name="looksOnce">
    /// Whether each event is looked at before the next is asked for and not kept, so that its images may be lent.
    /// </param>
    /// <exception cref="InputFaultException">There is no such file, or it is no trace.</exception>
    public static TraceReader Open(FileInfo file, bool looksOnce = false)
    {
        RefuseMissing(file);
        return TraceReader.Open(file.FullName, new TraceReaderOptions { LendsPayloads = looksOnce });
    }

    public static void RefuseMissing(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new InputFaultException("a directory", file.ToString(), expected: "a file");
        }

        if (!file.Exists)
        {
            var partial = file + TraceWriter.PartialExtension;
            throw new InputFaultException(
                "no such file",
                file.ToString(),
                remedy: File.Exists(partial) ? $"an unfinished recording is there: {partial}" : null
            );
        }
    }

    /// <summary>The name that reports use: the file's, without folder and extension.</summary>
    public static string NameOf(FileInfo file) => Path.GetFileNameWithoutExtension(file.Name);

    /// <summary>Reports tell traces apart by their names.</summary>
    public static void RefuseTwins(IReadOnlyList<FileInfo> traces) =>
        RefuseTwins(traces.Select(NameOf), "trace", "give traces different file names");

    public static void RefuseTwins(IEnumerable<string> names, string what, string remedy)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!seen.Add(name))
            {
                throw new InputFaultException($"the same {what} name twice", found: name, remedy: remedy);
            }
        }
    }

    /// <summary>Tells on standard error what a trace lost; returns the exit code that follows from it.</summary>
    public static int ReportLosses(TraceReader reader, FileInfo file, TextWriter error)
    {
        foreach (var loss in reader.Summary.Losses)
        {
            error.WriteLine($"tracelab: {file}: data loss: {loss.Cause}, {loss.Count} times");
        }

        if (reader.State != TraceState.Complete)
        {
            var why = reader.State == TraceState.InProgress ? "the recording still runs" : "the trace was interrupted";
            error.WriteLine($"tracelab: {file}: {why}; everything up to its last whole chunk is used");
        }

        return ExitCodeOf(reader);
    }

    /// <summary>As every verb prints a state.</summary>
    public static string StateName(TraceState state) =>
        state switch
        {
            TraceState.Complete => "complete",
            TraceState.InProgress => "in progress",
            _ => "interrupted",
        };

    /// <summary>What using this trace ends with at best: data loss if the recorder missed anything or was interrupted.</summary>
    public static int ExitCodeOf(TraceReader reader) =>
        reader.State != TraceState.Interrupted && reader.Summary.Losses.Count == 0
            ? ExitCodes.Done
            : ExitCodes.DoneWithLoss;

    /// <summary>The worse of two exit codes: failure before data loss before success.</summary>
    public static int Worse(int one, int other) =>
        one == ExitCodes.Failed || other == ExitCodes.Failed ? ExitCodes.Failed : Math.Max(one, other);
}
