using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Capture;

/// <summary>
/// Writes a session into a trace file as it comes, or keeps the last part of it in memory (<see
/// cref="SessionRecorderOptions.Ring"/>). When the file cannot be written any more, what it had is kept and the rest of
/// the session is passed over; <see cref="Failure"/> tells. Safe to be asked for a ring's content from another thread.
/// </summary>
/// <remarks>Disposing without <see cref="Complete"/> leaves the readable <c>.partial</c> file of an interrupted trace.</remarks>
public sealed class SessionRecorder : IDisposable
{
    // Twice in the second that may be lost at most.
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly SessionRecorderOptions _options;
    private readonly MarkerInbox _inbox;
    private readonly PendingMarkers _markers = new();
    private readonly ITraceTarget _target;
    private readonly ITimer? _timer;

    // Disposing of the timer does not wait for a tick that is under way; that one comes when the file is closed.
    private bool _isClosed;

    // Kept back to be the trace's last event, because what was lost may only be known after it.
    private SessionEnded? _ended;

    public SessionRecorder(string path, TraceHeader header, SessionRecorderOptions? options = null)
    {
        _options = options ?? new SessionRecorderOptions();
        _inbox = new MarkerInbox(path);
        _target = _options.Ring is null
            ? new FileTarget(path, header, _options)
            : new RingTarget(path, header, _options);
        _timer = _options.IsLive ? _options.Clock.CreateTimer(_ => Tick(), null, FlushInterval, FlushInterval) : null;
    }

    /// <summary>Bytes of the trace file so far.</summary>
    public long BytesWritten => _target.BytesWritten;

    /// <summary>Whether anything was recorded that is worth a file.</summary>
    public bool HasScreen => _target.HasScreen;

    /// <summary>Time of the last event written.</summary>
    public long LastTimeNanoseconds { get; private set; }

    /// <summary>Why the file could not be written to the end; null as long as it can.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>Whether the file has reached its largest size: the session should end.</summary>
    public bool IsFull => _options.MaxFileBytes is { } most && BytesWritten >= most;

    public void Write(SessionEvent sessionEvent)
    {
        lock (_lock)
        {
            _markers.See(sessionEvent.TimeNanoseconds);
            if (sessionEvent is SessionEnded ended)
            {
                _ended = ended;
                return;
            }

            WriteMarkers(_markers.Before(sessionEvent.TimeNanoseconds));
            LastTimeNanoseconds = sessionEvent.TimeNanoseconds;
            Guarded(() => _target.Write(sessionEvent));
        }
    }

    /// <summary>Writes what a ring holds now beside the trace, and goes on; the file's path, or null without a ring.</summary>
    public string? WriteRing()
    {
        lock (_lock)
        {
            return _target.WriteAside();
        }
    }

    /// <summary>
    /// Ends the trace and gives the file its name. A session without a screen becomes a trace without one. After a failure
    /// the trace ends with the last chunk that could be written.
    /// </summary>
    public TraceSummary Complete()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _isClosed = true;
            TakeMarkers();
            var end = Math.Max(_ended?.TimeNanoseconds ?? 0, LastTimeNanoseconds);
            WriteMarkers(_markers.Rest(end));
            if (Failure is null)
            {
                Guarded(() => _target.Complete(_ended));
            }

            _inbox.Clear();
            return _target.Summary;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _isClosed = true;
            _target.Dispose();
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            TakeMarkers();
            Guarded(_target.Flush);
        }
    }

    // Events may have come between the moment that was to be marked and now.
    private void WriteMarkers(IEnumerable<Marker> markers)
    {
        foreach (var marker in markers)
        {
            var time = Math.Max(marker.TimeNanoseconds, LastTimeNanoseconds);
            Guarded(() => _target.Write(marker with { TimeNanoseconds = time }));
        }
    }

    private void TakeMarkers()
    {
        if (!_options.IsLive)
        {
            return;
        }

        foreach (var (moment, text) in _inbox.Take())
        {
            _markers.Add(moment, text);
        }
    }

    // A full disk ends the file, not the program: the session is still to be ended in good order.
    private void Guarded(Action write)
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (IOException failure)
        {
            Failure = failure;
            _target.EndAfterFailure();
        }
    }
}
