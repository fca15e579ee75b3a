using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli;

/// <summary>Traces that are not what their recorder wanted: interrupted, or with something lost.</summary>
internal static class BrokenTraces
{
    /// <summary>A session's trace without its end, as a recorder leaves it that died after some seconds.</summary>
    public static string Interrupted(CliFolder folder, string session, string name = "interrupted.tlt")
    {
        var path = folder.PathOf(name);
        using var reader = TraceReader.Open(ImportedTraces.PathOf(session));
        using (
            var writer = TraceWriter.CreateFile(path, reader.Header, new TraceWriterOptions { ChunkBytes = 100_000 })
        )
        {
            foreach (var recorded in reader.Events().Take(1000))
            {
                writer.Write(recorded);
            }
        }

        File.Move(path + ".partial", path);
        return path;
    }

    /// <summary>A whole trace of a session in which the recorder missed two things.</summary>
    public static string WithLosses(CliFolder folder, string session, string name = "lossy.tlt")
    {
        var path = folder.PathOf(name);
        using var reader = TraceReader.Open(ImportedTraces.PathOf(session));
        using var writer = TraceWriter.CreateFile(path, reader.Header);
        foreach (var recorded in reader.Events())
        {
            if (recorded is SessionEnded)
            {
                writer.Write(new DataLost(recorded.TimeNanoseconds, "quic-image", 2, 0, new Rect(1, 2, 3, 4), "test"));
            }

            writer.Write(recorded);
        }

        writer.Complete();
        return path;
    }
}
