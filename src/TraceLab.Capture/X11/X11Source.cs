using System.Diagnostics;
using TraceLab.Capture.Live;

namespace TraceLab.Capture.X11;

/// <summary>
/// The session of a command in an ordinary X server: what its programs ask of the server is logged, and the log is lowered
/// into a trace while it grows. What lowering cannot keep up with is lowered when the session is over.
/// </summary>
public sealed class X11Source : ISessionSource
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(20);
    private static readonly long ReportTicks = Stopwatch.Frequency / 4;

    public string Name => "x11";

    public string Summary => "a command in an ordinary X server, private or with --through";

    public bool RunsCommand => true;

    public RecordingResult Record(RecordingOptions options, ISessionSink sink, CancellationToken stop)
    {
        using var session = new SpooledSession(options, stop);
        var description = session.WaitForBegin();
        sink.Begin(
            SessionOrigin.OfCommand(Name, options) with
            {
                ScreenWidth = description.Width,
                ScreenHeight = description.Height,
            }
        );
        using var log = session.OpenLog();
        using var lowering = new LogLowering(description, log, sink.Accept);
        var isWhole = Follow(session, lowering, log, sink, stop);
        return Finish(session.End(), lowering, isWhole);
    }

    /// <summary>Lowers until the session is over and its log at its end; false if somebody did not want to wait for that.</summary>
    private static bool Follow(
        SpooledSession session,
        LogLowering lowering,
        Stream log,
        ISessionSink sink,
        CancellationToken stop
    )
    {
        var reported = Stopwatch.GetTimestamp();
        for (var isOver = false; !isOver; )
        {
            // Asked before the log is read, which then has all that it will have.
            isOver = session.WaitForEnd(Heartbeat);
            while (lowering.TryLower())
            {
                if (Stopwatch.GetTimestamp() - reported < ReportTicks)
                {
                    continue;
                }

                reported = Stopwatch.GetTimestamp();
                var hasEnded = session.IsOver;
                sink.Report(lowering.Progress(hasEnded ? (double)lowering.LogBytes / log.Length : null));
                if (hasEnded && stop.IsCancellationRequested && session.End().End != RecordingEnd.Stopped)
                {
                    return false;
                }
            }

            lowering.Settle();
        }

        return true;
    }

    private static RecordingResult Finish(WireLogResult session, LogLowering lowering, bool isWhole)
    {
        if (!isWhole)
        {
            lowering.Lose("lowering-stopped", 1, "the session went on, but the rest of its log was not lowered");
        }
        else if (session.End == RecordingEnd.SourceEnded)
        {
            lowering.Lose(
                "server-ended",
                1,
                session.UnconfirmedRequests > 0
                    ? $"up to {session.UnconfirmedRequests} of the last requests were not executed by the server that ended"
                    : "what the server did last is not known"
            );
        }
        else if (session.UnconfirmedRequests > 0)
        {
            lowering.Lose(
                "unconfirmed-requests",
                session.UnconfirmedRequests,
                "the server did not show that it has them"
            );
        }
        else if (!session.HasLastLook)
        {
            lowering.Lose("no-last-look", 1, "the server did not answer at the end: its last screen is not known");
        }

        return lowering.Finish(session.End, session.ExitCode);
    }
}
