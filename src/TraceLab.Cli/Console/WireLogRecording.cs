using TraceLab.Capture.Live;
using TraceLab.Capture.X11;
using TraceLab.Core.Faults;

namespace TraceLab.Cli.Console;

/// <summary>What <c>record --lower-later</c> does: an X session becomes a wire log, and is told of like a trace.</summary>
internal static class WireLogRecording
{
    /// <summary>What the name of a wire log ends in.</summary>
    public const string Extension = ".bin";

    /// <summary>Records, and returns the exit code that follows, with the command's own.</summary>
    public static (int Code, int? Own) Run(
        RecordingOptions options,
        FileInfo output,
        bool force,
        TextWriter error,
        CancellationToken stop
    )
    {
        if (output.Extension != Extension)
        {
            throw new InputFaultException(
                "not the name of a wire log",
                output.ToString(),
                expected: $"a name that ends in {Extension}",
                found: output.Extension.Length == 0 ? "no ending" : output.Extension
            );
        }

        var status = new StatusLine(error);
        var recorder = new WireLogRecorder(options, output.FullName, force);
        WireLogResult result;
        try
        {
            result = recorder.Record(stop, report: progress => status.Show(Line(progress)));
        }
        finally
        {
            status.Clear();
        }

        error.WriteLine(
            $"tracelab: {output}: {result.Requests} requests of {result.Clients} clients, "
                + $"{result.Duration.TotalSeconds:F3} s, {result.LogBytes} bytes"
        );
        return (Code(result, output, error), result.ExitCode);
    }

    private static string Line(RecordingProgress progress) =>
        $"{progress.Elapsed:mm\\:ss}  {progress.Events} requests, {progress.SourceBytes / 1e6:F1} MB";

    private static int Code(WireLogResult result, FileInfo output, TextWriter error)
    {
        if (result.End == RecordingEnd.SourceEnded)
        {
            error.WriteLine(
                $"tracelab: {output}: data loss: the server ended before the session; "
                    + $"up to {result.UnconfirmedRequests} requests of the log were not executed"
            );
        }
        else if (result.LostRequests > 0 || !result.HasLastLook)
        {
            error.WriteLine(
                $"tracelab: {output}: data loss: {result.LostRequests} requests are missing"
                    + (result.HasLastLook ? "" : ", and what the screen showed at the end")
            );
        }
        else if (result.UnconfirmedRequests > 0)
        {
            error.WriteLine($"tracelab: {output}: data loss: {result.UnconfirmedRequests} requests are not confirmed");
        }
        else
        {
            return ExitCodes.Done;
        }

        return ExitCodes.DoneWithLoss;
    }
}
