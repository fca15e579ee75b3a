using System.Diagnostics;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Proxy;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11;

/// <summary>
/// Records a session into a wire log: that of a command, in a private X server or one that is there, with the ordering proxy
/// in front of it; or one that runs already (<see cref="RecordingOptions.IsAttached"/>). The log can be lowered into a trace while it grows, or later.
/// </summary>
/// <param name="options">What to run, where and for how long.</param>
/// <param name="logPath">The log, <c>NAME.bin</c>; its description is written beside it.</param>
/// <param name="overwrite">Whether to replace files that exist.</param>
public sealed class WireLogRecorder(RecordingOptions options, string logPath, bool overwrite)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(20);
    private static readonly long ReportTicks = Stopwatch.Frequency / 4;

    private long _started;
    private long _reported;

    /// <summary>
    /// Records until the command exits, the duration is over, the server ends or <paramref name="stop"/> is cancelled,
    /// whichever comes first. Blocks the calling thread for so long. Leaves no process, socket or lock behind.
    /// </summary>
    /// <param name="stop">Ends the session; what was recorded is good.</param>
    /// <param name="begun">Called once, when the description beside the log can be read.</param>
    /// <param name="report">Called a few times a second.</param>
    /// <exception cref="InputFaultException">The session did not start.</exception>
    /// <exception cref="IOException">The log could not be written.</exception>
    public WireLogResult Record(CancellationToken stop, Action? begun = null, Action<RecordingProgress>? report = null)
    {
        if (options.IsAttached)
        {
            return new AttachedRecorder(options, logPath, overwrite).Record(begun, report, stop);
        }

        var program = Programs.Require(options.Command);
        using var session = ProxySession.Start(SessionOptions(), stop);
        begun?.Invoke();
        _started = Stopwatch.GetTimestamp();
        using var command = OwnedProcess.Start(program, options.Command.Skip(1), session.Environment, isQuiet: false);
        session.Own(command.Id);
        var end = WaitForEnd(session, command, report, stop);
        var elapsed = Stopwatch.GetElapsedTime(_started);

        // Before the command is ended: its windows going away are no part of the session.
        var counts = session.Finish();
        return new WireLogResult
        {
            End = end,
            ExitCode = end == RecordingEnd.CommandExited ? command.ExitCode : null,
            Requests = counts.Requests,
            UnconfirmedRequests = counts.Unconfirmed,
            Clients = counts.Clients,
            Checkpoints = counts.Checkpoints,
            LogBytes = counts.LogBytes,
            Duration = elapsed,
        };
    }

    private ProxySessionOptions SessionOptions() =>
        new()
        {
            Width = options.Width,
            Height = options.Height,
            IsShown = options.IsShown,
            Through = options.Display,
            LogPath = logPath,
            Overwrite = overwrite,
            Proxy = new ProxyOptions { CheckpointInterval = options.CheckpointInterval },
        };

    private RecordingEnd WaitForEnd(
        ProxySession session,
        OwnedProcess command,
        Action<RecordingProgress>? report,
        CancellationToken stop
    )
    {
        using var limit = new CancellationTokenSource(options.Duration ?? Timeout.InfiniteTimeSpan);
        while (!command.WaitForExit(Heartbeat))
        {
            if (stop.IsCancellationRequested || limit.IsCancellationRequested)
            {
                return stop.IsCancellationRequested ? RecordingEnd.Stopped : RecordingEnd.DurationOver;
            }

            if (!session.IsRunning)
            {
                return RecordingEnd.SourceEnded;
            }

            Report(session.Counts, report);
        }

        return session.ServerEnded ? RecordingEnd.SourceEnded : RecordingEnd.CommandExited;
    }

    private void Report(ProxyCounts counts, Action<RecordingProgress>? report)
    {
        var now = Stopwatch.GetTimestamp();
        if (report is not null && now - _reported > ReportTicks)
        {
            _reported = now;
            report(
                new RecordingProgress(
                    Stopwatch.GetElapsedTime(_started, now),
                    counts.LogBytes,
                    counts.Requests,
                    Commands: 0,
                    Losses: 0
                )
            );
        }
    }
}
