using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Keyframes;
using TraceLab.TraceFormat.Reading;

namespace TraceLab.TraceFormat;

/// <summary>Reaching a time through the nearest keyframe: the cost is that of one keyframe interval, not of the trace.</summary>
public sealed partial class TraceReader
{
    /// <summary>What all events up to a time, those at it included, leave behind.</summary>
    /// <exception cref="InputFaultException">The file is damaged on the way.</exception>
    public SessionState StateAt(long timeNanoseconds)
    {
        var end = timeNanoseconds == long.MaxValue ? long.MaxValue : timeNanoseconds + 1;
        var (state, walk) = Seek(end, lends: true);
        using var _ = walk;
        while (walk.TryNext(out var sessionEvent) && sessionEvent.TimeNanoseconds < end)
        {
            state.Apply(sessionEvent);
        }

        return state;
    }

    /// <summary>
    /// A span of the session as a session of its own: at time 0 the surfaces and the cursor as all events before
    /// <paramref name="fromNanoseconds"/> left them, then the events from there up to
    /// <paramref name="toNanoseconds"/>, both included, their times counted from the span's start. It ends with the span,
    /// or with the session if that is earlier. Payloads may be lent (<see cref="TraceReaderOptions.LendsPayloads"/>).
    /// </summary>
    /// <exception cref="InputFaultException">While enumerating: the session is shorter, or the file is damaged.</exception>
    public IEnumerable<SessionEvent> Events(long fromNanoseconds, long toNanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromNanoseconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(toNanoseconds, fromNanoseconds);
        return Span(fromNanoseconds, toNanoseconds);
    }

    /// <summary>
    /// The events of the session with their numbers, counted from 1, beginning at a keyframe before a time: some earlier
    /// ones may come first. Payloads may be lent (<see cref="TraceReaderOptions.LendsPayloads"/>).
    /// </summary>
    /// <exception cref="InputFaultException">While enumerating: the file is damaged.</exception>
    public IEnumerable<(long Number, SessionEvent Event)> NumberedEvents(long fromNanoseconds)
    {
        using var walk = Seek(fromNanoseconds, _lendsPayloads).Walk;
        while (walk.TryNext(out var sessionEvent))
        {
            yield return (walk.EventsRead, sessionEvent);
        }
    }

    private IEnumerable<SessionEvent> Span(long from, long to)
    {
        var (state, walk) = Seek(from, _lendsPayloads);
        using var _ = walk;
        SessionEvent? next;
        var lastTime = 0L;
        while (walk.TryNext(out next) && next.TimeNanoseconds < from)
        {
            state.Apply(next);
            lastTime = next.TimeNanoseconds;
        }

        if (next.TimeNanoseconds < from)
        {
            throw TraceFaults.BeyondEnd(_source.Name, from, lastTime);
        }

        foreach (var left in state.Events(0))
        {
            yield return left;
        }

        for (var isThere = true; isThere; isThere = walk.TryNext(out next))
        {
            if (next.TimeNanoseconds > to)
            {
                yield return new SessionEnded(to - from);
                yield break;
            }

            yield return next with
            {
                TimeNanoseconds = next.TimeNanoseconds - from,
            };
        }
    }

    // State and walk of the last keyframe that holds only events before a time.
    private (SessionState State, EventWalk Walk) Seek(long beforeNanoseconds, bool lends)
    {
        for (var i = LastKeyframeBefore(beforeNanoseconds); i >= 0; i--)
        {
            var (state, walk) = (new SessionState(), Walk(lends));
            try
            {
                walk.StartAt(_index.Value.Keyframes[i], state);
                return (state, walk);
            }
            catch (InputFaultException)
            {
                // A damaged keyframe costs time, not the session: the one before it leads there too.
                walk.Dispose();
            }
        }

        return (new SessionState(), Walk(lends));
    }

    private int LastKeyframeBefore(long timeNanoseconds)
    {
        try
        {
            var keyframes = _index.Value.Keyframes;
            var (low, high) = (0, keyframes.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = keyframes[middle].TimeNanoseconds < timeNanoseconds ? (middle + 1, high) : (low, middle);
            }

            return low - 1;
        }
        catch (InputFaultException)
        {
            // Without an index everything is still reached, from the start.
            return -1;
        }
    }
}
