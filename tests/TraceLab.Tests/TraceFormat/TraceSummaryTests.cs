using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Tests.Generators;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

public class TraceSummaryTests
{
    [Fact]
    public void It_counts_events_bytes_and_losses_by_kind_and_surface()
    {
        using var reader = TestTraces.Open(TestTraces.Write(TestTraces.EveryKind()));
        var summary = reader.Summary;

        Assert.Equal(22, summary.Events);
        Assert.Equal(13, summary.Commands);
        Assert.Equal(10_000_000, summary.DurationNanoseconds);
        Assert.Equal([new LossTally("quic-image", 2)], summary.Losses);
        Assert.Equal([(0, 12L), (3, 1L)], summary.Surfaces.Select(s => (s.SurfaceId, s.Commands)));
        Assert.Equal(
            "surface-created 2, surface-destroyed 1, cursor 2, marker 1, data-lost 1, checkpoint 1, session-ended 1, "
                + "fill 3, copy 2, image 2, glyphs 2, blend 2, transparent 1, rop3 1",
            string.Join(", ", summary.Kinds.Select(k => $"{k.Kind} {k.Count}"))
        );
        Assert.Equal(summary.PayloadBytes, summary.Kinds.Sum(k => k.PayloadBytes));
        Assert.Equal(64, summary.Kinds.Single(k => k.Kind == "cursor").PayloadBytes);
        Assert.Equal(64 + 60 + 42 + 4 + 64, summary.StoredPayloadBytes);
    }

    [Fact]
    public void A_file_that_lost_it_is_counted_again_with_the_same_result() =>
        CsCheck.Check.Sample(
            SessionGen.Sessions(),
            events =>
            {
                var trace = TestTraces.Write(
                    events,
                    new TraceWriterOptions { ChunkBytes = 500, PayloadTableEntries = 3 }
                );
                using var whole = TestTraces.Open(trace);
                using var cut = TestTraces.Open(trace[..^5]);

                Assert.Equivalent(whole.Summary, cut.Summary, strict: true);
            },
            iter: 50
        );

    [Fact]
    public void It_is_read_without_a_look_at_any_chunk()
    {
        var trace = TestTraces.Write(TestTraces.EveryKind(), new TraceWriterOptions { ChunkBytes = 200 });
        using var whole = TestTraces.Open(trace);
        var (first, last) = (whole.Index.Chunks[0], whole.Index.Chunks[^1]);
        var blank = (byte[])trace.Clone();
        Array.Clear(blank, (int)first.Offset, (int)(last.Offset + last.StoredBytes - first.Offset));

        using var reader = TestTraces.Open(blank);

        Assert.Equal(TraceState.Complete, reader.State);
        Assert.Equal(whole.Summary.Kinds, reader.Summary.Kinds);
        Assert.Equal(whole.Summary.PlainBytes, reader.Summary.PlainBytes);
    }

    [Fact]
    public void The_writer_knows_it_before_the_end()
    {
        using var writer = new TraceWriter(new MemoryStream(), TestTraces.Header);
        writer.Write(new Marker(5, "x"));

        Assert.Equal((1, 5), (writer.Summary.Events, writer.Summary.DurationNanoseconds));
    }

    [Fact]
    public void Its_rows_are_limited_whatever_the_trace_holds()
    {
        const int Many = TraceLimits.MaxSummaryRows + 10;
        var events = Enumerable
            .Range(0, Many)
            .Select(SessionEvent (i) => new FillCommand(0, new DrawTarget(i, default), Brush.Solid(0)))
            .Concat(Enumerable.Range(0, Many).Select(i => new DataLost(0, $"cause-{i}", 2, 0, Rect.Empty, "")))
            .Append(new DataLost(0, new string('x', 1000), 5, 0, Rect.Empty, ""));

        using var reader = TestTraces.Open(TestTraces.Write(events));
        var summary = reader.Summary;

        Assert.Equal(TraceLimits.MaxSummaryRows + 1, summary.Surfaces.Count);
        Assert.Equal(10, summary.Surfaces.Single(s => s.SurfaceId == SurfaceTally.OtherSurfaces).Commands);
        Assert.Equal(TraceLimits.MaxSummaryRows + 1, summary.Losses.Count);
        Assert.Equal(new LossTally(LossTally.OtherCauses, 25), summary.Losses[^1]);
        Assert.Equal(Many, summary.Commands);
    }
}
