using System.IO.Compression;
using System.Runtime.CompilerServices;
using TraceLab.Capture;
using TraceLab.Capture.Spice;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Machine;
using TraceLab.TraceFormat;

namespace TraceLab.Benchmarks;

/// <summary>The recorded sessions that the tests use, as bytes of a recording and as a trace file.</summary>
internal static class RecordedSession
{
    public static byte[] Recording(string name)
    {
        using var file = File.OpenRead(Path.Combine(DataFolder(), $"{name}.spice.gz"));
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>Imports the recording into a new temporary trace file and returns its path.</summary>
    public static string Trace(string name)
    {
        var path = Path.Combine(Path.GetTempPath(), $"tracelab-{name}-{Guid.NewGuid():N}.tlt");
        using var recorder = new SessionRecorder(path, new TraceHeader { Source = "spice" });
        SpiceImporter.Import(new MemoryStream(Recording(name)), recorder.Write);
        recorder.Complete();
        return path;
    }

    /// <summary>The events of a bundled trace, or else of a recording of the tests.</summary>
    public static List<SessionEvent> Events(string name)
    {
        var bundled = Path.Combine(RepositoryFolder(), "traces", $"{name}.tlt");
        if (File.Exists(bundled))
        {
            using var reader = TraceReader.Open(bundled);
            return [.. reader.Events()];
        }

        var events = new List<SessionEvent>();
        SpiceImporter.Import(new MemoryStream(Recording(name)), events.Add);
        return events;
    }

    /// <summary>Plays a session on the usual machine, unchecked, with one policy on the wire <c>compact</c>.</summary>
    public static RunResult Replay(List<SessionEvent> events, string policy, string codec)
    {
        var run = new RunResult(
            new RunSettings
            {
                Trace = "",
                Policy = policy,
                Codec = codec,
                Wire = "compact",
                Checked = false,
            }
        );
        using var simulator = new Simulator(new MachineOptions(), [run]);
        simulator.Play(events);
        return run;
    }

    private static string DataFolder() => Path.Combine(RepositoryFolder(), "tests", "TraceLab.Tests", "Data", "spice");

    private static string RepositoryFolder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..");
}
