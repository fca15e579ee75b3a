using TraceLab.Core.Faults;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

public class DamageTests
{
    private static readonly TraceWriterOptions s_smallChunks = new() { ChunkBytes = 150 };

    [Fact]
    public void A_trace_cut_anywhere_reads_up_to_its_last_whole_chunk()
    {
        var trace = TestTraces.Write(TestTraces.EveryKind(), s_smallChunks);
        var whole = TestTraces.Read(trace);
        using var complete = TestTraces.Open(trace);
        var chunkEnds = complete.Index.Chunks.Select(c =>
            (End: c.Offset + c.StoredBytes, Events: c.FirstEvent + c.Events)
        );
        var dataStart = complete.Index.Chunks[0].Offset;
        for (var length = 0; length < trace.Length; length++)
        {
            if (length < dataStart)
            {
                Assert.Throws<InputFaultException>(() => TestTraces.Open(trace[..length]));
                continue;
            }

            using var reader = TestTraces.Open(trace[..length]);
            var lines = TestTraces.Lines(reader.Events());
            var kept = chunkEnds.LastOrDefault(c => c.End <= length, (End: dataStart, Events: 0));

            Assert.Equal(TraceState.Interrupted, reader.State);
            Assert.NotNull(reader.Fault);
            Assert.Equal(kept.End, reader.DataEndOffset);
            Assert.Equal(whole[..(int)kept.Events], lines[..(int)kept.Events]);
            Assert.Equal(kept.Events == whole.Length ? whole.Length : kept.Events + 1, lines.Length);
            Assert.EndsWith(" end", lines[^1]);
            Assert.Equal(kept.Events, reader.Summary.Events);
        }
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void A_wrong_byte_anywhere_is_reported_or_harmless(byte flip)
    {
        var trace = TestTraces.Write(TestTraces.EveryKind(), s_smallChunks);
        var whole = TestTraces.Read(trace);
        for (var offset = 0; offset < trace.Length; offset++)
        {
            var damaged = (byte[])trace.Clone();
            damaged[offset] ^= flip;
            AssertReportedOrHarmless(damaged, whole, offset);
        }
    }

    private static void AssertReportedOrHarmless(byte[] damaged, string[] whole, int offset)
    {
        try
        {
            using var reader = TestTraces.Open(damaged);
            var lines = TestTraces.Lines(reader.Events());
            _ = reader.Index.Chunks.Count + reader.Summary.Events;
            if (reader.State == TraceState.Complete)
            {
                Assert.Equal(whole, lines);
                return;
            }

            Assert.NotNull(reader.Fault);
            Assert.Equal(whole[..(lines.Length - 1)], lines[..^1]);
        }
        catch (InputFaultException fault)
        {
            Assert.Equal("test.tlt", fault.File);
            Assert.InRange(fault.Offset!.Value, 0, offset);
        }
    }

    [Fact]
    public void Damage_in_the_middle_names_the_place_and_what_was_expected()
    {
        var trace = TestTraces.Write(TestTraces.EveryKind(), s_smallChunks);
        using var whole = TestTraces.Open(trace);
        var chunk = whole.Index.Chunks[1];
        trace[chunk.Offset + chunk.StoredBytes - 1] ^= 1;
        using var reader = TestTraces.Open(trace);

        var fault = Assert.Throws<InputFaultException>(() => TestTraces.Lines(reader.Events()));

        Assert.StartsWith(
            $"test.tlt: offset {chunk.Offset}: a block's content is damaged: expected checksum",
            fault.Message
        );
    }

    [Fact]
    public void A_missing_chunk_is_noticed()
    {
        var trace = TestTraces.Write(TestTraces.EveryKind(), s_smallChunks);
        using var whole = TestTraces.Open(trace);
        var chunk = whole.Index.Chunks[1];
        var cut = trace[..(int)chunk.Offset].Concat(trace[(int)(chunk.Offset + chunk.StoredBytes)..]).ToArray();
        using var reader = TestTraces.Open(cut);

        var fault = Assert.Throws<InputFaultException>(() => TestTraces.Lines(reader.Events()));

        Assert.Equal("a chunk is missing or out of order", fault.What);
    }

    [Fact]
    public void A_trace_that_lost_only_its_tail_still_has_every_event()
    {
        var trace = TestTraces.Write(TestTraces.EveryKind());
        using var whole = TestTraces.Open(trace);
        using var reader = TestTraces.Open(trace[..^1]);

        Assert.Equal(TraceState.Interrupted, reader.State);
        Assert.Contains("all events are there", reader.Fault!.Remedy);
        Assert.Equal(TestTraces.Lines(whole.Events()), TestTraces.Lines(reader.Events()));
        Assert.Equivalent(whole.Summary, reader.Summary, strict: true);
        Assert.Equal(whole.Index.Chunks, reader.Index.Chunks);
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("89544C54", "89544C54")]
    [InlineData("51584C5FFFFFFFFF0000", "51584C5FFFFFFFFF")]
    public void Something_else_is_not_taken_for_a_trace(string hex, string found)
    {
        var fault = Assert.Throws<InputFaultException>(() => TestTraces.Open(Convert.FromHexString(hex)));

        Assert.Equal("not a trace file", fault.What);
        Assert.Equal(found, fault.Found);
    }
}
