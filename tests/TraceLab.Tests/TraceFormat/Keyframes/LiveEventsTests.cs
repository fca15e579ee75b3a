using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Tests.Generators;
using TraceLab.TraceFormat.Keyframes;

namespace TraceLab.Tests.TraceFormat.Keyframes;

public class LiveEventsTests
{
    private static readonly SurfaceCreated s_screen = new(0, 0, 100, 60, SurfaceFormat.Xrgb32, null);
    private static readonly SurfaceCreated s_pixmap = new(0, 1, 100, 60, SurfaceFormat.Xrgb32, null);
    private static readonly Rect s_all = new(0, 0, 100, 60);

    [Fact]
    public void What_is_left_out_changes_no_pixel_at_the_end() =>
        Gen.Select(SessionGen.Sessions(new SessionGenOptions { MaxSide = 70, MaxEvents = 60 }), Gen.Int[0, 40])
            .Sample(
                (events, painted) =>
                {
                    var (all, live) = (new SessionState(), new SessionState());
                    foreach (var sessionEvent in events.Take(painted))
                    {
                        live.Apply(sessionEvent);
                    }

                    foreach (var sessionEvent in Live(live.Surfaces, [.. events.Skip(painted)]))
                    {
                        live.Apply(sessionEvent);
                    }

                    foreach (var sessionEvent in events)
                    {
                        all.Apply(sessionEvent);
                    }

                    Assert.Equal(TestTraces.Lines(all.Events(0)), TestTraces.Lines(live.Events(0)));
                },
                iter: 500
            );

    [Fact]
    public void What_is_overwritten_unseen_is_left_out()
    {
        SessionEvent[] events =
        [
            s_screen,
            Fill(0, new Rect(3, 3, 20, 20)),
            Copy(0, 0, 40),
            Fill(0, s_all),
            Copy(0, 0, 1),
        ];

        Assert.Equal([events[0], events[3], events[4]], Live(new SurfaceSet(), events));
    }

    [Fact]
    public void A_window_that_is_drawn_again_and_again_is_painted_once_wherever_it_lies()
    {
        var window = new Rect(13, 7, 71, 45);
        SessionEvent[] events = [s_screen, .. Enumerable.Range(0, 9).Select(_ => Fill(0, window))];

        Assert.Equal([events[0], events[9]], Live(new SurfaceSet(), events));
    }

    [Fact]
    public void A_surface_that_ends_unseen_is_not_even_made()
    {
        SessionEvent[] events = [s_screen, s_pixmap, Fill(1, s_all), Fill(0, s_all), new SurfaceDestroyed(0, 1)];

        Assert.Equal([events[0], events[3], events[4]], Live(new SurfaceSet(), events));
    }

    [Fact]
    public void What_was_shown_elsewhere_is_kept()
    {
        SessionEvent[] events =
        [
            s_screen,
            s_pixmap,
            Fill(1, s_all),
            Copy(0, 1, 0),
            Fill(1, s_all),
            new SurfaceDestroyed(0, 1),
        ];

        Assert.Equal([.. events[..4], events[5]], Live(new SurfaceSet(), events));
    }

    [Fact]
    public void What_is_overwritten_in_part_is_kept()
    {
        SessionEvent[] events = [s_screen, Fill(0, new Rect(0, 0, 8, 8)), Fill(0, new Rect(0, 0, 7, 8))];

        Assert.Equal(events, Live(new SurfaceSet(), events));
    }

    [Fact]
    public void What_draws_on_what_was_there_needs_it()
    {
        var inverted = new FillCommand(0, new DrawTarget(0, s_all), Brush.Solid(0), RasterOp.Invert);
        SessionEvent[] events = [s_screen, Fill(0, s_all), inverted];

        Assert.Equal(events, Live(new SurfaceSet(), events));
    }

    [Fact]
    public void A_surface_that_is_replaced_is_not_painted()
    {
        SessionEvent[] events = [s_screen, Fill(0, s_all), s_screen, Fill(7, s_all)];

        Assert.Equal([s_screen], Live(new SurfaceSet(), events));
    }

    private static FillCommand Fill(int surface, Rect area) => new(0, new DrawTarget(surface, area), Brush.Solid(7));

    private static CopyCommand Copy(int to, int from, int left) =>
        new(0, new DrawTarget(to, Rect.FromSize(left, 0, 10, 10)), from, Rect.FromSize(50, 30, 10, 10));

    private static IEnumerable<SessionEvent> Live(SurfaceSet before, SessionEvent[] events)
    {
        var isLive = new bool[events.Length];
        new LiveEvents(before).Mark(events, isLive);
        return events.Where((_, i) => isLive[i]);
    }
}
