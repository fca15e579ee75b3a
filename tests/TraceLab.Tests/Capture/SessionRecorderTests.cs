using TraceLab.Capture;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Tests.Cli;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Capture;

/// <summary>What reaches the disk while a session runs, what of it is kept, and where markers go.</summary>
public sealed class SessionRecorderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_drawn_before_a_silence_reaches_the_disk_without_another_event()
    {
        using var recorder = Recorder();
        recorder.Write(Screen());
        recorder.Write(Fill(1));

        Assert.True(SpinWait.SpinUntil(() => EventsOf("session.tlt.partial") == 3, Patience));
    }

    [Fact]
    public void Offline_nothing_depends_on_the_clock()
    {
        using (var recorder = Recorder(new SessionRecorderOptions { IsLive = false }))
        {
            recorder.Write(Screen());
            Thread.Sleep(1500);
            Assert.Equal(1, EventsOf("session.tlt.partial"));
            recorder.Complete();
        }

        Assert.Equal(2, EventsOf("session.tlt"));
    }

    [Fact]
    public void A_recorder_that_is_disposed_leaves_a_partial_file_with_everything()
    {
        using (var recorder = Recorder())
        {
            recorder.Write(Screen());
            recorder.Write(Fill(1));
        }

        using var reader = TraceReader.Open(_folder.PathOf("session.tlt.partial"));
        Assert.Equal(TraceState.Interrupted, reader.State);
        Assert.Equal(3, reader.Events().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_flush_that_was_under_way_when_the_recorder_ended_does_nothing(bool isCompleted)
    {
        var clock = new OverdueClock();
        using (var recorder = Recorder(new SessionRecorderOptions { Clock = clock }))
        {
            recorder.Write(Screen());
            if (isCompleted)
            {
                recorder.Complete();
                clock.Tick();
            }
        }

        clock.Tick();

        Assert.Equal(2, EventsOf(isCompleted ? "session.tlt" : "session.tlt.partial"));
    }

    [Fact]
    public void A_file_that_has_its_largest_size_is_full()
    {
        using var recorder = Recorder(new SessionRecorderOptions { MaxFileBytes = 100_000 });
        recorder.Write(Screen());
        var time = 1L;
        while (!recorder.IsFull && time < 10_000)
        {
            var noise = TraceFormat.TestTraces.Noise(64, 64, ImageFormat.Xrgb32, (int)time);
            var target = new DrawTarget(0, new Rect(0, 0, 64, 64));
            recorder.Write(new ImageCommand(time++, target, noise, new Rect(0, 0, 64, 64)));
        }

        // A chunk is a megabyte before compression, and noise does not compress.
        Assert.InRange(recorder.BytesWritten, 100_000, 1_300_000);
    }

    [Fact]
    public void Markers_from_outside_stand_among_the_events_in_order_of_time()
    {
        var inbox = new MarkerInbox(_folder.PathOf("session.tlt"));
        using var recorder = Recorder();
        recorder.Write(Screen());
        inbox.Post("first\nmarker");
        inbox.Post("second");
        Assert.True(SpinWait.SpinUntil(() => EventsOf("session.tlt.partial") == 2, Patience));
        Thread.Sleep(1000);
        recorder.Write(Fill(3_600_000_000_000));
        inbox.Post("third");
        recorder.Write(new SessionEnded(3_600_000_000_001));
        recorder.Complete();

        using var reader = TraceReader.Open(_folder.PathOf("session.tlt"));
        var events = reader.Events().ToArray();
        Assert.Equal(
            ["surface", "first marker", "second", "fill", "third", "end"],
            events
                .Select(e =>
                    e switch
                    {
                        Marker marker => marker.Text,
                        SurfaceCreated => "surface",
                        FillCommand => "fill",
                        _ => "end",
                    }
                )
                .ToArray()
        );
        Assert.InRange(events[1].TimeNanoseconds, 0, 60_000_000_000);
        Assert.Equal(["session.tlt"], _folder.Files());
    }

    [Fact]
    public void A_marker_that_is_heard_of_after_later_events_were_written_stands_behind_them()
    {
        var inbox = new MarkerInbox(_folder.PathOf("session.tlt"));
        using var recorder = Recorder();
        recorder.Write(Screen());
        inbox.Post("before the fill");
        recorder.Write(Fill(3_600_000_000_000));
        Thread.Sleep(1500);
        recorder.Write(Fill(3_660_000_000_000));
        recorder.Complete();

        using var reader = TraceReader.Open(_folder.PathOf("session.tlt"));
        var marker = Assert.Single(reader.Events().OfType<Marker>());
        Assert.Equal(3_600_000_000_000, marker.TimeNanoseconds);
    }

    [Fact]
    public void Lines_that_are_no_markers_are_passed_over()
    {
        var inbox = new MarkerInbox(_folder.PathOf("session.tlt"));
        File.WriteAllText(_folder.PathOf("session.tlt.marks"), "x\n12\n 7 a\n5 good one\nunfinished");

        Assert.Equal([(5L, "good one")], inbox.Take());
        File.AppendAllText(_folder.PathOf("session.tlt.marks"), " line\n6 next\n");
        Assert.Equal([(6L, "next")], inbox.Take());
    }

    [Fact]
    public void A_ring_is_written_when_somebody_asks_and_at_the_end()
    {
        var second = 1_000_000_000L;
        using var recorder = Recorder(new SessionRecorderOptions { Ring = TimeSpan.FromSeconds(10) });
        recorder.Write(Screen());
        for (var i = 1; i <= 60; i++)
        {
            recorder.Write(Fill(i * second, (uint)i));
            if (i == 30)
            {
                Assert.Equal(_folder.PathOf("session-1.tlt"), recorder.WriteRing());
            }
        }

        recorder.Complete();

        AssertRing("session-1.tlt", 20, 30);
        AssertRing("session.tlt", 50, 60);
    }

    private void AssertRing(string name, uint first, uint last)
    {
        using var reader = TraceReader.Open(_folder.PathOf(name));
        var colors = reader.Events().OfType<FillCommand>().Select(fill => fill.Brush.Color).ToArray();
        Assert.Equal((first, last), (colors[0], colors[^1]));
        Assert.Equal((8, 8), (reader.Header.ScreenWidth, reader.Header.ScreenHeight));
        Assert.Equal(10_000_000_000, reader.Summary.DurationNanoseconds);
        Assert.IsType<SurfaceCreated>(reader.Events().First());
    }

    private SessionRecorder Recorder(SessionRecorderOptions? options = null) =>
        new(_folder.PathOf("session.tlt"), new TraceHeader { Source = "synthetic" }, options);

    private int EventsOf(string name)
    {
        using var reader = TraceReader.Open(_folder.PathOf(name));
        return reader.Events().Count();
    }

    private static SurfaceCreated Screen() => new(0, 0, 8, 8, SurfaceFormat.Xrgb32, null);

    private static FillCommand Fill(long time, uint color = 1) =>
        new(time, new DrawTarget(0, new Rect(0, 0, 4, 4)), Brush.Solid(color));
}
