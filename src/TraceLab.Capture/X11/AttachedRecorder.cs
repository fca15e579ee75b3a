using System.Diagnostics;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Attach;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11;

/// <summary>Records a session that runs already into a wire log (<see cref="WireLogRecorder"/>).</summary>
/// <param name="options">Which display, how and for how long.</param>
/// <param name="logPath">The log; its description is written beside it.</param>
/// <param name="overwrite">Whether to replace files that exist.</param>
public sealed class AttachedRecorder(RecordingOptions options, string logPath, bool overwrite)
{
    /// <summary>The buffers that <see cref="RecordingOptions.RaisesSocketBuffers"/> gives to the server's connections to us.</summary>
    public const int GuardedSocketBytes = SocketBufferGuard.Bytes;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The buffers that they have else; 0 where nobody knows.</summary>
    public static int SocketBytes() => SocketBufferGuard.Current();

    /// <summary>Records until the duration is over, the server ends or <paramref name="stop"/> is cancelled.</summary>
    /// <exception cref="InputFaultException">The display cannot be recorded.</exception>
    /// <exception cref="IOException">The log could not be written.</exception>
    public WireLogResult Record(Action? begun, Action<RecordingProgress>? report, CancellationToken stop)
    {
        using var session = AttachedSession.Start(
            new AttachOptions
            {
                Display = options.Display!.Value,
                LogPath = logPath,
                Overwrite = overwrite,
                RaisesSocketBuffers = options.RaisesSocketBuffers,
                CheckpointInterval = options.CheckpointInterval,
            }
        );
        WaitForFirstLook(session, stop);
        begun?.Invoke();
        var elapsed = Stopwatch.StartNew();
        var end = Follow(session, elapsed, report, stop);
        var hasLastLook = session.Finish();
        var counts = session.Counts;
        return new WireLogResult
        {
            End = end,
            Requests = counts.Requests,
            UnconfirmedRequests = 0,
            LostRequests = counts.Lost,
            HasLastLook = hasLastLook,
            Clients = counts.Clients,
            Checkpoints = counts.Checkpoints,
            LogBytes = counts.LogBytes,
            Duration = elapsed.Elapsed,
        };
    }

    // The session begins with it.
    private void WaitForFirstLook(AttachedSession session, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (!session.HasBegun && !stop.IsCancellationRequested)
        {
            if (session.ServerEnded || waited.Elapsed > Patience)
            {
                throw new InputFaultException(
                    $"display :{options.Display} cannot be recorded",
                    expected: $"a look at its screen within {Patience.TotalSeconds:0} s",
                    found: session.ServerEnded ? "the end of the server" : "none",
                    remedy: "see whether the server answers, and whether a program keeps it for itself"
                );
            }

            session.Follow();
        }
    }

    private RecordingEnd Follow(
        AttachedSession session,
        Stopwatch elapsed,
        Action<RecordingProgress>? report,
        CancellationToken stop
    )
    {
        var reported = TimeSpan.Zero;
        while (!session.ServerEnded)
        {
            session.Follow();
            if (stop.IsCancellationRequested)
            {
                return RecordingEnd.Stopped;
            }

            if (elapsed.Elapsed >= options.Duration)
            {
                return RecordingEnd.DurationOver;
            }

            if (report is not null && elapsed.Elapsed - reported > ReportInterval)
            {
                reported = elapsed.Elapsed;
                var counts = session.Counts;
                report(new RecordingProgress(reported, counts.LogBytes, counts.Requests, 0, counts.Lost));
            }
        }

        return RecordingEnd.SourceEnded;
    }
}
