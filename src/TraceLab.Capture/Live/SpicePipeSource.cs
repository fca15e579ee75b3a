namespace TraceLab.Capture.Live;

/// <summary>
/// A stream that a SPICE server writes to its record filter, on standard input: any virtual machine with a QXL adapter can
/// be recorded by naming <c>tracelab record</c> as the filter.
/// </summary>
public sealed class SpicePipeSource : ISessionSource
{
    public string Name => "spice-pipe";

    public string Summary => "the record stream of any SPICE server, from standard input";

    public bool RunsCommand => false;

    public RecordingResult Record(RecordingOptions options, ISessionSink sink, CancellationToken stop)
    {
        sink.Begin(new SessionOrigin { Source = Name });
        var recorder = new SpiceStreamRecorder(sink);
        using var limit = new CancellationTokenSource(options.Duration ?? Timeout.InfiniteTimeSpan);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        using var onEnd = both.Token.Register(recorder.End);
        using var input = PolledInput.StandardInput(() => both.IsCancellationRequested);
        var result = recorder.Run(options.Input ?? input);
        return result with
        {
            End =
                stop.IsCancellationRequested ? RecordingEnd.Stopped
                : limit.IsCancellationRequested ? RecordingEnd.DurationOver
                : RecordingEnd.SourceEnded,
        };
    }
}
