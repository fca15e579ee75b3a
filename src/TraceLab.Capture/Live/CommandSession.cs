using System.Runtime.ExceptionServices;

namespace TraceLab.Capture.Live;

/// <summary>
/// The life of a command on a server's display, on a thread of its own: wait for the display, run the command until it exits,
/// the duration is over or somebody stops it, then end the recording and the server, in this order.
/// </summary>
internal sealed class CommandSession(XspiceServer server, SpiceStreamRecorder recorder, RecordingOptions options)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(20);

    private ExceptionDispatchInfo? _failure;

    public RecordingEnd End { get; private set; } = RecordingEnd.SourceEnded;

    /// <summary>Only when the command exited by itself.</summary>
    public int? ExitCode { get; private set; }

    public void Run(CancellationToken stop)
    {
        try
        {
            var display = server.WaitForDisplay(stop);
            RunCommand(display, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            End = RecordingEnd.Stopped;
        }
#pragma warning disable CA1031 // whatever it is, the recording thread throws it once the server is down
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            recorder.End();
            server.Stop();
        }
    }

    public void ThrowIfFailed() => _failure?.Throw();

    private void RunCommand(int display, CancellationToken stop)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DISPLAY"] = $":{display}",

            // Toolkits would rather draw on the desktop that we were started from.
            ["WAYLAND_DISPLAY"] = null,
        };
        using var command = OwnedProcess.Start(
            options.Command[0],
            options.Command.Skip(1),
            environment,
            isQuiet: false
        );
        server.Own(command.Id);
        using var limit = new CancellationTokenSource(options.Duration ?? Timeout.InfiniteTimeSpan);
        while (!command.WaitForExit(Heartbeat))
        {
            if (stop.IsCancellationRequested || limit.IsCancellationRequested)
            {
                End = stop.IsCancellationRequested ? RecordingEnd.Stopped : RecordingEnd.DurationOver;

                // Before the command is ended: its windows going away are no part of the session.
                recorder.End();
                return;
            }
        }

        End = RecordingEnd.CommandExited;
        ExitCode = command.ExitCode;
        recorder.End();
    }
}
