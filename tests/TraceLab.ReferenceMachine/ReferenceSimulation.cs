using TraceLab.Core.Commands;

namespace TraceLab.ReferenceMachine;

/// <summary>
/// Virtual time, one moment after the other. At each moment completions come first, then the guest submits whatever fits,
/// then the encoder polls. Polls go on at least until the session's last event; after it they go on until nothing is pending
/// or marked.
/// </summary>
public sealed class ReferenceSimulation
{
    private readonly ReferenceOptions _options;
    private readonly ReferenceAdapter _adapter;
    private readonly ReferenceDriver _driver;
    private readonly Queue<SessionEvent> _guest = new();
    private long _now;
    private long? _stalledSince;

    public ReferenceSimulation(ReferenceOptions options)
    {
        _options = options;
        _adapter = new ReferenceAdapter(options);
        _driver = new ReferenceDriver(_adapter, options);
        Encoder = new ReferenceEncoder(_adapter, _driver, options);
    }

    public ReferenceEncoder Encoder { get; }

    public ReferenceSurface? PrimaryFramebuffer => _adapter.PrimaryFramebuffer;

    public long Polls { get; private set; }

    public long Stalls { get; private set; }

    public long StallNanoseconds { get; private set; }

    public int MaxFifoDepth { get; private set; }

    /// <summary>Plays a whole session; every poll that met a screen is handed over right after it.</summary>
    public void Play(IReadOnlyCollection<SessionEvent> events, Action<ReferenceFrame> onPoll)
    {
        var end = events.Select(sessionEvent => sessionEvent.TimeNanoseconds).DefaultIfEmpty(0).Max();
        foreach (var command in events.Where(e => e is DrawingCommand or SurfaceCreated or SurfaceDestroyed))
        {
            _guest.Enqueue(command);
        }

        while (true)
        {
            _now = NextMoment();
            Complete();
            while (GuestSubmits()) { }

            var isOver = _guest.Count == 0 && _now > end;
            if (isOver && !_driver.HasWork)
            {
                return;
            }

            if (_now == NextPoll)
            {
                Polls++;
                if (Encoder.Poll(Polls, _now) is { } poll)
                {
                    onPoll(poll);
                }
            }
        }
    }

    // Poll k is at k / rate.
    private long NextPoll => (long)((Int128)(Polls + 1) * 1_000_000_000 / _options.PollsPerSecond);

    // A guest that is stalled waits for one of the others.
    private long NextMoment()
    {
        var next = Math.Min(NextPoll, _adapter.NextNanoseconds ?? long.MaxValue);
        return _guest.Count > 0 && (_driver.HasRoom || _guest.Peek().TimeNanoseconds > _now)
            ? Math.Min(next, Math.Max(_now, _guest.Peek().TimeNanoseconds))
            : next;
    }

    private void Complete()
    {
        while (_adapter.NextNanoseconds <= _now)
        {
            _driver.OnCompleted(_adapter.ExecuteNext());
        }
    }

    // A command whose time has come waits for room in both FIFOs; those behind it wait with it.
    private bool GuestSubmits()
    {
        if (_guest.Count == 0 || _guest.Peek().TimeNanoseconds > _now)
        {
            return false;
        }

        if (!_driver.HasRoom)
        {
            Stalls += _stalledSince is null ? 1 : 0;
            _stalledSince ??= _now;
            return false;
        }

        StallNanoseconds += _now - (_stalledSince ?? _now);
        _stalledSince = null;
        _driver.Submit(_guest.Dequeue(), _now);
        MaxFifoDepth = Math.Max(MaxFifoDepth, _adapter.Fifo.Count);
        Complete();
        return true;
    }
}
