using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli;

/// <summary>A long trace: a recorded session over and over. Its pixels are stored once, so the file is small.</summary>
internal static class LoopedTrace
{
    /// <summary>Writes whole rounds of the session until they last at least so long; the number of rounds.</summary>
    public static int Write(string path, string session, TimeSpan length)
    {
        var events = RecordedSessions.Events(session);
        var round = events[^1].TimeNanoseconds;
        var rounds = (int)Math.Ceiling(length.TotalNanoseconds / round);
        using var writer = TraceWriter.CreateFile(path, new TraceHeader { Source = "synthetic" });
        for (var index = 0; index < rounds; index++)
        {
            foreach (var recorded in events.Where(one => index == 0 || !IsScreen(one)))
            {
                if (recorded is not SessionEnded)
                {
                    writer.Write(recorded with { TimeNanoseconds = recorded.TimeNanoseconds + (index * round) });
                }
            }
        }

        writer.Write(new SessionEnded(rounds * round));
        writer.Complete();
        return rounds;
    }

    private static bool IsScreen(SessionEvent recorded) => recorded is SurfaceCreated { SurfaceId: Surface.ScreenId };
}
