using System.Diagnostics;
using TraceLab.Capture;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11;
using TraceLab.Capture.X11.Lowering;
using TraceLab.Core.Faults;

namespace TraceLab.Cli.Console;

/// <summary>A wire log becomes a trace: what <c>import</c> does with one.</summary>
internal static class WireLogImport
{
    /// <summary>Returns the exit code. A screen unlike the recorded server's is a failure.</summary>
    public static int Run(string name, FileInfo output, bool force, TextWriter error)
    {
        using var sink = new TraceSink(
            name,
            output,
            new SessionRecorderOptions { Force = force, IsLive = false },
            error
        );
        sink.Begin(OriginOf(name));
        var started = Stopwatch.StartNew();
        try
        {
            var result = WireLogImporter.Import(name, sink.Accept, p => sink.Report(Progress(started, p)));
            var code = sink.Finish(ResultOf(result));
            error.WriteLine(
                $"tracelab: {output}: true primitives carry {LoweringRecord.ScreenShare(result.Records) * 100:F2} % of the changed pixels on the screen"
            );
            if (result.FailedCheckpoints == 0)
            {
                return code;
            }

            error.WriteLine(
                $"tracelab: {name}: the screen differs from the recorded server's at {result.FailedCheckpoints} checkpoints"
            );
            return ExitCodes.Failed;
        }
        catch (InputFaultException fault)
        {
            throw sink.Keep(fault);
        }
    }

    private static SessionOrigin OriginOf(string name) =>
        new()
        {
            Source = "x11",
            Host = "",
            Clock = "server time, milliseconds",
            Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["recording"] = Path.GetFileName(name) },
        };

    private static RecordingResult ResultOf(WireLogImportResult result) =>
        new()
        {
            End = RecordingEnd.SourceEnded,
            Events = result.Requests,
            Commands = [],
            Losses = new Dictionary<string, long>(StringComparer.Ordinal),
            IsTruncated = result.IsTruncated,
            SourceBytes = result.LogBytes,
            DurationNanoseconds = result.DurationNanoseconds,
        };

    private static RecordingProgress Progress(Stopwatch started, WireLogImportProgress progress) =>
        new(started.Elapsed, progress.LogBytes, progress.Requests, progress.Requests, 0);
}
