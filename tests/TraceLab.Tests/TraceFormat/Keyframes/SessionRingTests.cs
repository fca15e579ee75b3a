using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Keyframes;

namespace TraceLab.Tests.TraceFormat.Keyframes;

public class SessionRingTests
{
    [Fact]
    public void What_leaves_the_window_leaves_only_its_pixels()
    {
        var ring = new SessionRing(TimeSpan.FromMicroseconds(1));
        var whole = new SessionState();
        foreach (var sessionEvent in Session(50))
        {
            ring.Add(sessionEvent);
            whole.Apply(sessionEvent);
        }

        var events = ring.Events().ToArray();

        // 1000 ns back from 5000 ns, both ends included, at one event each 100 ns; before them the screen.
        Assert.Equal(11, ring.Count);
        Assert.IsType<SurfaceCreated>(events[0]);
        Assert.Equal(13, events.Length);
        Assert.Equal([0, 0, 100, 200], events.Take(4).Select(e => e.TimeNanoseconds));
        Assert.Equal(1000, Assert.IsType<SessionEnded>(events[^1]).TimeNanoseconds);
        var replayed = new SessionState();
        Array.ForEach(events, replayed.Apply);
        Assert.Equal(TestTraces.Lines(whole.Events(0)), TestTraces.Lines(replayed.Events(0)));
    }

    [Fact]
    public void A_session_shorter_than_the_window_is_kept_as_it_is()
    {
        var ring = new SessionRing(TimeSpan.FromMinutes(1));
        SessionEvent[] session = [.. Session(5), new SessionEnded(900)];

        Array.ForEach(session, ring.Add);

        Assert.Equal(TestTraces.Lines(session), TestTraces.Lines(ring.Events()));
    }

    [Fact]
    public void Memory_is_bounded_whatever_the_window()
    {
        var ring = new SessionRing(TimeSpan.FromHours(1), maxHeldBytes: 10_000);
        foreach (var sessionEvent in Session(500))
        {
            ring.Add(sessionEvent);
        }

        Assert.InRange(ring.Count, 1, 40);
        Assert.Equal(500u, ((FillCommand)ring.Events().ToArray()[^2]).Brush.Color);
    }

    private static IEnumerable<SessionEvent> Session(int count)
    {
        yield return new SurfaceCreated(0, 0, 8, 8, SurfaceFormat.Xrgb32, null);
        for (var i = 1; i <= count; i++)
        {
            var area = Rect.FromSize(i % 7, i % 5, 2, 2);
            yield return new FillCommand(i * 100L, new DrawTarget(0, area), Brush.Solid((uint)i));
        }
    }
}
