using TraceLab.Core.Faults;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.Tests.TraceFormat;

/// <summary>Files whose checksums are right and whose content is not: each is refused before anything large is allocated.</summary>
public class HostileTraceTests
{
    // Longest LEB128 number: 2^64 - 1.
    private static readonly byte[] s_huge = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01];

    public static TheoryData<string, byte, byte[]> BadRecords { get; } =
        new()
        {
            { "a record is too short", 0x13, [] },
            { "a record is too short", 0x15, [0, 0, 1, 2, 3] },
            { "a number exceeds 64 bits", 0x13, [0, .. s_huge[..9], 0x02] },
            { "a number exceeds 64 bits", 0x13, [0, .. s_huge[..9], 0xFF, 0x01] },
            { "a number exceeds 63 bits", 0x13, s_huge },
            { "an event is later than its chunk", 0x13, [1, 0] },
            { "a count exceeds its record", 0x13, [0, .. s_huge] },
            { "a text is not UTF-8", 0x13, [0, 1, 0xFF] },
            { "a number is out of range", 0x11, [0, .. s_huge] },
            { "a surface is out of limits", 0x10, [0, 0, .. s_huge[..8], 0x01, 1, 1, 0] },
            { "unknown SurfaceFormat", 0x10, [0, 0, 1, 1, 9, 0] },
            { "an unknown payload number", 0x10, [0, 0, 1, 1, 1, 1] },
            { "unknown CursorAction", 0x12, [0, 9] },
            { "unknown flags", 0x20, [0, 0x20] },
            { "unknown RasterOp", 0x20, [0, 1, 0, 0, 0, 1, 1, 16] },
            { "a coordinate is out of range", 0x20, [0, 0, 0, .. s_huge] },
            { "a rectangle is out of range", 0x20, [0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0] },
            { "a size exceeds 32 bits", 0x20, [0, 0, 0, 0, 0, .. s_huge] },
            { "a count exceeds its record", 0x20, [0, 2, 0, 0, 0, 1, 1, .. s_huge] },
            { "a payload number is 0", 0x22, [0, 0, 0, 0, 0, 1, 1, 0] },
            { "a count exceeds its record", 0x23, [0, 0, 0, 0, 0, 1, 1, 0, .. s_huge] },
            { "an image is out of limits", 0x01, [1, 0, 1] },
            { "an image is out of limits", 0x01, [9, 1, 1, 0, 0, 0, 0] },
            { "an image is out of limits", 0x01, [1, .. s_huge[..8], 0x01, 1] },
            { "a record is too short", 0x01, [1, 0x80, 0x80, 0x01, 0x80, 0x20, 0] },
            { "a payload reference leads nowhere", 0x03, [0, 0] },
            { "a payload reference leads nowhere", 0x03, [.. s_huge[..8], 0x01, 0] },
        };

    [Theory]
    [MemberData(nameof(BadRecords))]
    public void A_bad_record_is_refused_with_its_place(string what, byte opcode, byte[] content)
    {
        var raw = new RawTrace();
        var offset = raw.Length;

        var fault = FaultOf(raw.Chunk(1, (0x80, []), (opcode, content)).End());

        Assert.Equal($"in the block here, record at byte 2 of its content: {what}", fault.What);
        Assert.Equal(offset, fault.Offset);
    }

    [Fact]
    public void A_record_cannot_reach_beyond_its_chunk() =>
        Assert.Contains("longer than its block", FaultOf(Raw([0x13, 5, 0, 0])).What);

    [Fact]
    public void A_chunk_must_hold_what_its_head_says() =>
        Assert.Equal(
            "a chunk's records do not match its head",
            FaultOf(new RawTrace().Chunk(2, (0x16, [0])).End()).What
        );

    [Fact]
    public void A_chunk_cannot_begin_before_the_last_one_ended()
    {
        byte[] marker = [0x13, 2, 0, 0];
        var trace = new RawTrace().Chunk(new ChunkHead(9, 9, 0, 1), marker).Chunk(new ChunkHead(8, 8, 1, 1), marker);

        Assert.Equal("a chunk is missing or out of order", FaultOf(trace.End(new DataEnd(2, 8))).What);
    }

    [Theory]
    [InlineData(-1, 0, 0, 1)]
    [InlineData(5, 4, 0, 1)]
    [InlineData(0, 0, -1, 1)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 0, 0, -5)]
    public void An_impossible_chunk_head_ends_the_data(long first, long last, long firstEvent, int events)
    {
        var raw = new RawTrace();
        var offset = raw.Length;

        using var reader = TestTraces.Open(
            raw.Chunk(new ChunkHead(first, last, firstEvent, events), []).End().ToArray()
        );

        Assert.Equal(TraceState.Interrupted, reader.State);
        Assert.Equal(offset, reader.DataEndOffset);
        Assert.Contains("chunk's head is impossible", reader.Fault!.What);
    }

    [Fact]
    public void The_data_end_must_count_the_events() =>
        Assert.Equal(
            "the chunks do not match the data end",
            FaultOf(new RawTrace().Chunk(1, (0x16, [0])).End(new DataEnd(2, 0))).What
        );

    [Fact]
    public void Nothing_follows_the_sessions_end() =>
        Assert.Equal(
            "an event comes after the session's end",
            FaultOf(new RawTrace().Chunk(2, (0x16, [0]), (0x13, [0, 0])).End()).What
        );

    // The first chunk holds a marker at byte 0, an image at byte 4 and, never used, a reference at byte 13.
    [Theory]
    [InlineData(0, 0, "a payload reference leads to another record")]
    [InlineData(0, 13, "a payload reference leads to another record")]
    [InlineData(0, 120, "a payload reference leads nowhere")]
    [InlineData(1, 4, "no block starts here")]
    public void A_reference_must_lead_to_a_payload(int shift, byte position, string what) =>
        Assert.Contains(what, FaultOf(Referring(shift, position)).What);

    [Fact]
    public void A_reference_may_lead_to_any_earlier_payload() =>
        Assert.StartsWith("0 Image on 0 0,0 2x2 Copy Xrgb32 1x1", TestTraces.Read(Referring(0, 4).ToArray())[1]);

    private static RawTrace Referring(int shift, byte position)
    {
        var raw = new RawTrace();
        var start = raw.Length;
        raw.Chunk(1, (0x13, [0, 0]), (0x01, [1, 1, 1, 0, 0, 0, 0]), (0x03, [1, 0]));
        var distance = (byte)(raw.Length - start - shift);
        return raw.Chunk(2, (0x03, [distance, position]), (0x22, [0, 0, 0, 0, 0, 2, 2, 1, 0, 0]), (0x16, [0])).End();
    }

    [Theory]
    [InlineData(1, 1000, 255_001)]
    [InlineData(0, 1000, 1001)]
    public void A_block_cannot_claim_more_than_its_bytes_can_hold(byte encoding, int stored, int plain)
    {
        var trace = new RawTrace();
        var offset = trace.Length;
        var file = trace.Chunk(1, [.. Enumerable.Repeat(((byte)0x80, new byte[stored - 3]), 1)]).ToArray();
        file[offset + 5] = encoding;
        BitConverter.TryWriteBytes(file.AsSpan(offset + 12), plain);
        var frameAndHead = file.AsSpan(offset, BlockFrame.FixedBytes + ChunkHead.Bytes);
        BitConverter.TryWriteBytes(file.AsSpan(offset + frameAndHead.Length), BlockComposer.HeadChecksum(frameAndHead));

        using var reader = TestTraces.Open(file);

        Assert.Contains("a block's size is impossible", reader.Fault!.What);
    }

    private static RawTrace Raw(byte[] content) => new RawTrace().Chunk(new ChunkHead(0, 0, 0, 1), content).End();

    private static InputFaultException FaultOf(RawTrace trace)
    {
        using var reader = TestTraces.Open(trace.ToArray());
        using var lending = TestTraces.Open(trace.ToArray(), lends: true);
        var fault = Assert.Throws<InputFaultException>(() => TestTraces.Lines(reader.Events()));
        var same = Assert.Throws<InputFaultException>(() => TestTraces.Lines(lending.Events()));
        Assert.Equal(fault.Message, same.Message);
        return fault;
    }
}
