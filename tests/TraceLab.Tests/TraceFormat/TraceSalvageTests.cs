using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.Tests.TraceFormat;

/// <summary>What can be read of a damaged file, what is said of the rest, and that what is recovered is sound.</summary>
public class TraceSalvageTests
{
    private static readonly TraceWriterOptions s_smallChunks = new() { ChunkBytes = 150 };
    private static readonly byte[] s_trace = TestTraces.Write(TestTraces.EveryKind(), s_smallChunks);
    private static readonly string[] s_lines = TestTraces.Read(s_trace);
    private static readonly IReadOnlyList<ChunkEntry> s_chunks = ChunksOf(s_trace);

    [Fact]
    public void A_whole_trace_has_no_fault_and_reads_as_ever()
    {
        using var salvage = TraceSalvage.Open(s_trace, "test.tlt");

        Assert.Equal(s_lines, TestTraces.Lines(salvage.Events()));
        Assert.Empty(salvage.Faults);
        Assert.Equal(TraceState.Complete, salvage.State);
        Assert.Equal(s_chunks.Count + 4, salvage.WholeBlocks);
        Assert.Equal("synthetic", salvage.Header!.Source);
    }

    [Fact]
    public void A_damaged_chunk_costs_its_own_events_and_those_that_need_its_payloads()
    {
        var damaged = Flip(s_trace, s_chunks[0].Offset + s_chunks[0].StoredBytes - 1);
        var (events, faults) = Examine(damaged);

        Assert.Equal("a block's content is damaged", faults[0].What);
        Assert.Equal(s_chunks[0].Offset, faults[0].Offset);
        Assert.All(faults.Skip(1), fault => Assert.Equal(s_chunks[0].Offset, fault.Offset));
        var lost = Assert.IsType<DataLost>(events[0]);
        Assert.Equal((TraceSalvage.DamagedCause, (long)s_chunks[0].Events), (lost.Cause, lost.Count));
        Assert.Equal<long>(
            s_lines.Length,
            events.Sum(e => e is DataLost { Cause: TraceSalvage.DamagedCause } l ? l.Count : 1)
        );
        Assert.Contains(s_lines[5], TestTraces.Lines(events), StringComparer.Ordinal);
        Assert.Equal(s_lines[^1], TestTraces.Lines(events)[^1]);
    }

    [Fact]
    public void Damage_to_a_chunks_head_is_stepped_over()
    {
        var (events, faults) = Examine(Flip(s_trace, s_chunks[1].Offset + 5));

        Assert.Equal(
            ["a block's head is damaged", "events are missing before this offset"],
            faults.Select(f => f.What).ToArray()
        );
        var missing = events.OfType<DataLost>().Single(lost => lost.Cause == TraceSalvage.MissingCause);
        Assert.Equal(s_chunks[1].Events, missing.Count);
    }

    [Fact]
    public void Bytes_put_in_between_blocks_cost_only_what_refers_across_them()
    {
        var at = (int)s_chunks[1].Offset;
        byte[] padded = [.. s_trace[..at], .. BlockFrame.Mark, 1, 2, 3, .. s_trace[at..]];
        var (events, faults) = Examine(padded);

        Assert.Equal((long)at, faults[0].Offset);
        Assert.InRange(AssertKeptOrLost(events), 1, 8);
    }

    [Fact]
    public void A_file_without_its_first_bytes_is_read_all_the_same()
    {
        using var salvage = TraceSalvage.Open(s_trace.AsMemory(20), "test.tlt");

        var lines = TestTraces.Lines(salvage.Events());

        Assert.Null(salvage.Header);
        Assert.Equal("not a trace file", salvage.Faults[0].What);
        Assert.Equal(s_lines[^1], lines[^1]);
    }

    [Fact]
    public void A_chunk_that_comes_twice_is_read_once()
    {
        var (start, end) = ((int)s_chunks[1].Offset, (int)(s_chunks[1].Offset + s_chunks[1].StoredBytes));
        byte[] doubled = [.. s_trace[..end], .. s_trace[start..end], .. s_trace[end..]];
        var (events, faults) = Examine(doubled);

        Assert.Contains(faults, fault => fault.What == "a chunk comes twice");
        Assert.InRange(AssertKeptOrLost(events), 1, 8);
    }

    [Fact]
    public void A_summary_that_does_not_fit_the_events_is_noticed()
    {
        var trace = new RawTrace().Chunk(1, (0x16, [0]));
        var dataEnd = trace.Length;
        trace.End();
        var summary = trace.Length;
        trace.Block(BlockKind.Summary, [], SummaryOf(new TraceSummary { Events = 7 }));
        var index = trace.Length;
        trace.Block(BlockKind.Index, [], []);
        var (_, faults) = Examine(trace.Footer(dataEnd, summary, index).ToArray());

        Assert.Equal(
            ["the summary does not match the events", "the index does not match the chunks"],
            faults.Select(fault => fault.What).ToArray()
        );
        Assert.Equal("7 events, 0 commands, 0 bytes of payloads", faults[0].Expected);
        Assert.Equal(summary, faults[0].Offset);
    }

    [Fact]
    public void A_file_that_goes_on_after_its_end_is_told()
    {
        var (events, faults) = Examine([.. s_trace, 1, 2, 3]);

        Assert.Equal("the file does not end after its footer", Assert.Single(faults).What);
        Assert.Equal(s_lines, TestTraces.Lines(events));
    }

    [Fact]
    public void One_record_that_cannot_be_read_costs_only_itself()
    {
        var trace = new RawTrace().Chunk(3, (0x13, [0, 1, 0x41]), (0x13, [0, 1, 0xFF]), (0x13, [0, 1, 0x42])).End();
        var (events, faults) = Examine(trace.ToArray());

        Assert.Contains("a text is not UTF-8", faults[0].What);
        Assert.Equal(
            ["0 marker 'A'", "lost", "0 marker 'B'", "0 end"],
            events.Select(e => e is DataLost { Count: 1 } ? "lost" : TestTraces.Lines([e])[0]).ToArray()
        );
    }

    [Fact]
    public void Nothing_like_a_trace_is_refused() =>
        Assert.Equal(
            "not a trace file",
            Assert.Throws<InputFaultException>(() => TraceSalvage.Open(new byte[1000], "test.tlt")).What
        );

    // Every event is there, in order, or stands as lost; how many do.
    private static int AssertKeptOrLost(List<SessionEvent> events)
    {
        var lines = TestTraces.Lines(events);
        var isLost = events.ConvertAll(e => e is DataLost { Cause: TraceSalvage.DamagedCause, Count: 1 });
        Assert.Equal(s_lines.Length, lines.Length);
        Assert.All(Enumerable.Range(0, lines.Length), i => Assert.True(isLost[i] || lines[i] == s_lines[i], lines[i]));
        return isLost.Count(lost => lost);
    }

    internal static byte[] Recover(byte[] trace)
    {
        using var salvage = TraceSalvage.Open(trace, "test.tlt");
        var stream = new MemoryStream();
        using var writer = new TraceWriter(stream, salvage.Header ?? new TraceHeader(), s_smallChunks);
        TraceRecovery.Write(salvage, writer);
        return stream.ToArray();
    }

    private static (List<SessionEvent> Events, IReadOnlyList<InputFaultException> Faults) Examine(byte[] trace)
    {
        using var salvage = TraceSalvage.Open(trace, "test.tlt");
        var events = salvage.Events().ToList();
        Assert.NotEmpty(salvage.Faults);
        Assert.Equal(TraceState.Interrupted, salvage.State);

        using var recovered = TraceSalvage.Open(Recover(trace), "recovered.tlt");
        Assert.Equal(TestTraces.Lines(events), TestTraces.Lines(recovered.Events()));
        Assert.Empty(recovered.Faults);
        return (events, salvage.Faults);
    }

    private static byte[] Flip(byte[] trace, long offset)
    {
        var damaged = (byte[])trace.Clone();
        damaged[offset] ^= 0x10;
        return damaged;
    }

    private static IReadOnlyList<ChunkEntry> ChunksOf(byte[] trace)
    {
        using var reader = TestTraces.Open(trace);
        return reader.Index.Chunks;
    }

    private static byte[] SummaryOf(TraceSummary summary)
    {
        var blocks = new BlockReader(
            new MemorySource(SummaryCodec.Compose(new BlockComposer(), summary).ToArray(), "test.tlt")
        );
        var body = Array.Empty<byte>();
        var frame = blocks.ReadFrame(0);
        blocks.ReadBody(frame, ref body);
        return body[..frame.PlainBytes];
    }
}
