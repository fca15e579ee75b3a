using TraceLab.Core.Commands;
using TraceLab.TraceFormat.Payloads;

namespace TraceLab.TraceFormat.Keyframes;

/// <summary>
/// The last part of a session that goes on: events of a window of time, and the state that all before them left. Memory is
/// bounded by the window and by <paramref name="maxHeldBytes"/>, whichever is reached first. Not thread-safe.
/// </summary>
public sealed class SessionRing(TimeSpan window, long maxHeldBytes = SessionRing.DefaultMaxHeldBytes)
{
    public const long DefaultMaxHeldBytes = 1L << 30;

    // What an event takes besides its payloads, roughly.
    private const int EventBytes = 256;

    private readonly Queue<SessionEvent> _events = [];
    private readonly SessionState _before = new();
    private long _heldBytes;
    private long _startTime;
    private long _lastTime;

    /// <summary>Events held, the state before them not counted.</summary>
    public int Count => _events.Count;

    /// <summary>Adds the next event of the session, in order of time; what leaves the window only leaves its effect.</summary>
    public void Add(SessionEvent sessionEvent)
    {
        _events.Enqueue(sessionEvent);
        _lastTime = sessionEvent.TimeNanoseconds;
        _heldBytes += BytesOf(sessionEvent);
        var windowNanoseconds = (long)window.TotalNanoseconds;
        _startTime = Math.Max(_startTime, _lastTime - windowNanoseconds);
        while (_events.Peek().TimeNanoseconds < _startTime || (_heldBytes > maxHeldBytes && _events.Count > 1))
        {
            var oldest = _events.Dequeue();
            _heldBytes -= BytesOf(oldest);
            _startTime = Math.Max(_startTime, oldest.TimeNanoseconds);
            _before.Apply(oldest);
        }
    }

    /// <summary>
    /// What is held as a session of its own, ended at the last event; its times count from the window's start. More may be
    /// added afterwards.
    /// </summary>
    public IEnumerable<SessionEvent> Events()
    {
        foreach (var left in _before.Events(0))
        {
            yield return left;
        }

        foreach (var held in _events)
        {
            if (held is not SessionEnded)
            {
                yield return held with
                {
                    TimeNanoseconds = held.TimeNanoseconds - _startTime,
                };
            }
        }

        yield return new SessionEnded(_lastTime - _startTime);
    }

    private static long BytesOf(SessionEvent sessionEvent) => EventBytes + PayloadBytes.Of(sessionEvent);
}
