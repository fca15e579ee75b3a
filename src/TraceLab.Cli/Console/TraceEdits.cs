using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.Cli.Console;

/// <summary>Sessions made of sessions, event by event.</summary>
internal static class TraceEdits
{
    /// <summary>
    /// Sessions one after another. Between them the off-screen surfaces of the one before are destroyed, since the next
    /// knows nothing of them, and a marker names what begins.
    /// </summary>
    public static IEnumerable<SessionEvent> Join(IEnumerable<(string Name, IEnumerable<SessionEvent> Events)> parts)
    {
        var (start, isFirst) = (0L, true);
        var offScreen = new SortedSet<int>();
        foreach (var (name, events) in parts)
        {
            if (!isFirst)
            {
                foreach (var left in offScreen)
                {
                    yield return new SurfaceDestroyed(start, left);
                }

                offScreen.Clear();
            }

            yield return new Marker(start, name);
            isFirst = false;
            var end = start;
            foreach (var sessionEvent in events)
            {
                end = start + sessionEvent.TimeNanoseconds;
                Follow(sessionEvent, offScreen);
                if (sessionEvent is not SessionEnded)
                {
                    yield return sessionEvent with
                    {
                        TimeNanoseconds = end,
                    };
                }
            }

            start = end;
        }

        yield return new SessionEnded(start);
    }

    /// <summary>A session with one more marker, after all events of its moment; the end is before the session's end.</summary>
    public static IEnumerable<SessionEvent> Insert(
        IEnumerable<SessionEvent> events,
        long momentNanoseconds,
        string text
    )
    {
        var isThere = false;
        foreach (var sessionEvent in events)
        {
            if (!isThere && (sessionEvent is SessionEnded || sessionEvent.TimeNanoseconds > momentNanoseconds))
            {
                isThere = true;
                yield return new Marker(Math.Min(momentNanoseconds, sessionEvent.TimeNanoseconds), text);
            }

            yield return sessionEvent;
        }
    }

    private static void Follow(SessionEvent sessionEvent, SortedSet<int> offScreen)
    {
        switch (sessionEvent)
        {
            case SurfaceCreated { SurfaceId: not Surface.ScreenId } created:
                offScreen.Add(created.SurfaceId);
                break;
            case SurfaceDestroyed destroyed:
                offScreen.Remove(destroyed.SurfaceId);
                break;
            default:
                break;
        }
    }
}
