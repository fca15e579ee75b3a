using TraceLab.Capture;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11;
using TraceLab.Core.Faults;

namespace TraceLab.Cli.Console;

/// <summary>A wire log becomes a trace: what <c>import</c> does with one.</summary>
internal static class WireLogImport
{
    /// <summary>Returns the exit code.</summary>
    public static int Run(string name, FileInfo output, bool force, TextWriter error)
    {
        using var sink = new TraceSink(
            name,
            output,
            new SessionRecorderOptions { Force = force, IsLive = false },
            error
        );
        sink.Begin(OriginOf(name));
        try
        {
            return sink.Finish(WireLogImporter.Import(name, sink.Accept, sink.Report));
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
}
