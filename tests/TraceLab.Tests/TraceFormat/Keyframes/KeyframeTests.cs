using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Tests.Generators;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Keyframes;

namespace TraceLab.Tests.TraceFormat.Keyframes;

/// <summary>Every time is reached through keyframes as it is from the start, and they cost a bounded part of the file.</summary>
public class KeyframeTests
{
    // A keyframe after almost every chunk.
    private static readonly TraceWriterOptions s_dense = new() { ChunkBytes = 200, KeyframeWorkBytes = 2000 };

    [Fact]
    public void A_long_enough_trace_has_keyframes_and_a_short_one_none()
    {
        using var dense = TestTraces.Open(TestTraces.Write(Drawing(200), s_dense));
        using var plain = TestTraces.Open(TestTraces.Write(Drawing(200)));

        Assert.True(dense.Index.Keyframes.Count > 5);
        Assert.Empty(plain.Index.Keyframes);
        Assert.Equal(TestTraces.Lines(plain.Events()), TestTraces.Lines(dense.Events()));
    }

    [Fact]
    public void Any_moment_shows_the_pixels_that_all_events_up_to_it_draw() =>
        SessionGen
            .Sessions()
            .Sample(
                events =>
                {
                    using var reader = TestTraces.Open(TestTraces.Write(events, s_dense));
                    foreach (var time in Moments(events))
                    {
                        var expected = new SessionState();
                        Array.ForEach(events, e => Apply(expected, e, time));
                        AssertSame(expected, reader.StateAt(time));
                    }
                },
                iter: 60,
                print: SessionGen.Print
            );

    [Fact]
    public void A_span_is_a_session_of_its_own_that_shows_the_same() =>
        SessionGen
            .Sessions()
            .Sample(
                events =>
                {
                    using var reader = TestTraces.Open(TestTraces.Write(events, s_dense));
                    var moments = Moments(events);
                    var (from, to) = (moments[moments.Length / 3], moments[^1]);
                    var span = reader.Events(from, to).ToArray();
                    Assert.IsType<SessionEnded>(span[^1]);
                    foreach (var time in moments.Where(time => time >= from))
                    {
                        var cut = new SessionState();
                        Array.ForEach(span, e => Apply(cut, e, time - from));
                        AssertSame(reader.StateAt(time), cut);
                    }
                },
                iter: 60,
                print: SessionGen.Print
            );

    [Fact]
    public void A_span_of_everything_is_the_session_itself()
    {
        using var reader = TestTraces.Open(TestTraces.Write(Drawing(50), s_dense));

        Assert.Equal(TestTraces.Lines(reader.Events()), TestTraces.Lines(reader.Events(0, long.MaxValue)));
    }

    [Fact]
    public void An_interrupted_trace_still_has_its_keyframes()
    {
        var trace = TestTraces.Write(Drawing(200), s_dense);
        using var whole = TestTraces.Open(trace);
        using var cut = TestTraces.Open(trace[..(int)whole.Index.Chunks[^1].Offset]);

        Assert.Equal(TraceState.Interrupted, cut.State);
        Assert.Equal(whole.Index.Keyframes, cut.Index.Keyframes);
        AssertSame(whole.StateAt(150), cut.StateAt(150));
    }

    [Fact]
    public void A_damaged_keyframe_costs_time_but_no_pixel()
    {
        var trace = TestTraces.Write(Drawing(200), s_dense);
        using var whole = TestTraces.Open(trace);
        var damaged = (byte[])trace.Clone();
        foreach (var keyframe in whole.Index.Keyframes.Skip(1))
        {
            damaged[keyframe.Offset + keyframe.StoredBytes - 1] ^= 1;
        }

        using var reader = TestTraces.Open(damaged);

        AssertSame(whole.StateAt(190), reader.StateAt(190));
    }

    [Fact]
    public void Reaching_a_late_moment_reads_only_the_last_interval()
    {
        var trace = TestTraces.Write(Drawing(2000), s_dense);
        using var whole = TestTraces.Open(trace);
        var last = whole.Index.Keyframes[^1];
        var expected = whole.StateAt(long.MaxValue);
        var header = (int)whole.Index.Chunks[0].Offset;

        // What lies before the last keyframe is gone: it is not even looked at.
        Array.Clear(trace, header, (int)last.Offset - header);
        using var rest = TestTraces.Open(trace);

        AssertSame(expected, rest.StateAt(long.MaxValue));
        Assert.Equal(last.FirstEvent + 1, rest.NumberedEvents(long.MaxValue).First().Number);
    }

    [Fact]
    public void A_span_beyond_the_sessions_end_is_refused()
    {
        using var reader = TestTraces.Open(TestTraces.Write(Drawing(10)));

        var fault = Assert.Throws<InputFaultException>(() => reader.Events(1_000_000, 2_000_000).Count());

        Assert.Equal("the session is shorter", fault.What);
    }

    [Fact]
    public void The_doctor_holds_keyframes_against_the_events()
    {
        var trace = TestTraces.Write(Drawing(200), s_dense);
        using var reader = TestTraces.Open(trace);
        using var salvage = TraceSalvage.Open(trace, "test.tlt");

        Assert.Equal(201, salvage.Events().Count() - 1);
        Assert.Empty(salvage.Faults);
        Assert.Equal(reader.Index.Chunks.Count + reader.Index.Keyframes.Count + 4, salvage.WholeBlocks);
    }

    private static void Apply(SessionState state, SessionEvent sessionEvent, long until)
    {
        if (sessionEvent.TimeNanoseconds <= until)
        {
            state.Apply(sessionEvent);
        }
    }

    private static void AssertSame(SessionState expected, SessionState actual) =>
        Assert.Equal(TestTraces.Lines(expected.Events(0)), TestTraces.Lines(actual.Events(0)));

    private static long[] Moments(SessionEvent[] events) =>
        [.. events.Select(e => e.TimeNanoseconds).Distinct().Where((_, i) => i % 3 == 0), events[^1].TimeNanoseconds];

    /// <summary>A screen, and one event each nanosecond that draws a little, moves the cursor or copies.</summary>
    private static IEnumerable<SessionEvent> Drawing(int count)
    {
        yield return new SurfaceCreated(0, 0, 20, 12, SurfaceFormat.Xrgb32, null);
        for (var i = 1; i <= count; i++)
        {
            var area = Rect.FromSize(i * 7 % 17, i * 5 % 9, 3, 3);
            yield return (i % 4) switch
            {
                0 => new CopyCommand(i, new DrawTarget(0, area), 0, area.Offset(-1, 1)),
                1 => new CursorChanged(i, CursorAction.Move, new Point(i % 20, 3), true, null),
                _ => new FillCommand(i, new DrawTarget(0, area), Brush.Solid((uint)(i * 77_777) & 0xFFFFFF)),
            };
        }

        yield return new SessionEnded(count);
    }
}
