using System.Runtime.ExceptionServices;

namespace TraceLab.Capture.Live;

/// <summary>A private Xspice in which a command runs, converted as it flows.</summary>
public sealed class SpiceSource : ISessionSource
{
    public string Name => "spice";

    public string Summary => "a command in a private X server with a SPICE adapter (Xspice)";

    public bool RunsCommand => true;

    public RecordingResult Record(RecordingOptions options, ISessionSink sink, CancellationToken stop)
    {
        _ = Programs.Require(options.Command);

        // The server is started on this thread, which stays here to read its stream; it must not outlive the thread.
        using var server = XspiceServer.Start(options);
        sink.Begin(SessionOrigin.OfCommand(Name, options));
        var recorder = new SpiceStreamRecorder(sink);
        using var failed = new CancellationTokenSource();
        using var anyStop = CancellationTokenSource.CreateLinkedTokenSource(stop, failed.Token);
        var session = new CommandSession(server, recorder, options);
        var thread = new Thread(() => session.Run(anyStop.Token)) { IsBackground = true, Name = "session" };
        thread.Start();
        var result = Read(server, recorder, out var failure);
        var serverEndedFirst = !recorder.WasEnded;
        failed.Cancel();
        if (failure is not null)
        {
            // A server whose stream nobody reads does not end.
            server.Stream.CopyTo(Stream.Null);
        }

        thread.Join();

        // A server that did not start explains why its stream is empty, not the other way round.
        session.ThrowIfFailed();
        failure?.Throw();
        return serverEndedFirst
            ? result! with
            {
                IsTruncated = true,
            }
            : result! with
            {
                End = session.End,
                ExitCode = session.ExitCode,
            };
    }

    private static RecordingResult? Read(
        XspiceServer server,
        SpiceStreamRecorder recorder,
        out ExceptionDispatchInfo? failure
    )
    {
        failure = null;
        try
        {
            return recorder.Run(server.Stream);
        }
#pragma warning disable CA1031 // thrown again as soon as the server is down
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            return null;
        }
    }
}
