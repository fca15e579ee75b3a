using TraceLab.Core.Commands;

namespace TraceLab.Capture;

/// <summary>
/// Markers between the moment they were asked for and their place among the events: each goes before the first event that
/// is later, which may still be on its way.
/// </summary>
internal sealed class PendingMarkers
{
    private readonly PriorityQueue<string, long> _byTime = new();

    // What the monotonic clock showed at time 0 of the session: the least that any event's arrival allows.
    private long? _start;

    /// <summary>An event of this time has arrived now.</summary>
    public void See(long timeNanoseconds)
    {
        var start = MarkerInbox.Now - timeNanoseconds;
        _start = Math.Min(_start ?? start, start);
    }

    public void Add(long moment, string text) => _byTime.Enqueue(text, Math.Max(0, moment - (_start ?? moment)));

    /// <summary>Markers that come before an event of this time.</summary>
    public IEnumerable<Marker> Before(long timeNanoseconds)
    {
        while (_byTime.TryPeek(out var text, out var time) && time < timeNanoseconds)
        {
            _ = _byTime.Dequeue();
            yield return new Marker(time, text);
        }
    }

    /// <summary>All that are left, none later than this time.</summary>
    public IEnumerable<Marker> Rest(long timeNanoseconds)
    {
        while (_byTime.TryDequeue(out var text, out var time))
        {
            yield return new Marker(Math.Min(time, timeNanoseconds), text);
        }
    }
}
