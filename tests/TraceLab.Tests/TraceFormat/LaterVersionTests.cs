using TraceLab.Core.Faults;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Records;

namespace TraceLab.Tests.TraceFormat;

public class LaterVersionTests
{
    private static readonly (byte, byte[]) s_marker = (0x13, [0, 1, (byte)'x']);
    private static readonly (byte, byte[]) s_end = (0x16, [0]);

    [Fact]
    public void An_unknown_event_that_matters_becomes_a_loss() =>
        Assert.Equal(
            ["0 marker 'x'", "0 lost 1 unknown-record on 0 0,0 0x0 'opcode 3f'", "0 end"],
            TestTraces.Read(new RawTrace().Chunk(3, s_marker, (0x3F, [0, 9, 9]), s_end).End().ToArray())
        );

    [Theory]
    [InlineData(0x40)]
    [InlineData(0x7F)]
    public void An_unknown_event_that_may_be_ignored_is(byte opcode) =>
        Assert.Equal(
            ["0 marker 'x'", "0 end"],
            TestTraces.Read(new RawTrace().Chunk(3, s_marker, (opcode, [0]), s_end).End().ToArray())
        );

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void A_private_record_is_skipped(byte opcode) =>
        Assert.Equal(
            ["0 marker 'x'", "0 end"],
            TestTraces.Read(new RawTrace().Chunk(2, s_marker, (opcode, [1, 2, 3]), s_end).End().ToArray())
        );

    [Fact]
    public void An_event_whose_payload_is_unknown_becomes_a_loss_where_it_would_have_drawn()
    {
        byte[] image = [0, 0, 0, 4, 6, 10, 12, 1, 0, 0];

        var lines = TestTraces.Read(new RawTrace().Chunk(2, (0x0F, [1, 2, 3]), (0x22, image), s_end).End().ToArray());

        Assert.Equal(["0 lost 1 unknown-payload on 0 2,3 10x12 'opcode 22'", "0 end"], lines);
    }

    [Fact]
    public void Fields_appended_to_a_record_are_skipped() =>
        Assert.Equal(
            ["0 marker 'x'", "0 end"],
            TestTraces.Read(
                new RawTrace().Chunk(2, (0x13, [0, 1, (byte)'x', 7, 7, 7]), (0x16, [0, 1, 2])).End().ToArray()
            )
        );

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x90)]
    public void Unknown_blocks_are_skipped(byte kind)
    {
        var trace = new RawTrace()
            .Block((BlockKind)kind, [1, 2], [3, 4, 5])
            .Chunk(1, s_marker)
            .Block((BlockKind)kind, new byte[3000], [])
            .Chunk(1, s_end)
            .End();

        Assert.Equal(["0 marker 'x'", "0 end"], TestTraces.Read(trace.ToArray()));
    }

    [Fact]
    public void A_newer_format_version_is_refused_with_the_remedy()
    {
        var file = new MemoryStream();
        file.Write(FileEnds.Magic);
        file.Write(new BlockComposer().Compose(BlockKind.Header, [2, 0], [], null).Span);

        var fault = Assert.Throws<InputFaultException>(() => TestTraces.Open(file.ToArray()));

        Assert.Equal(
            "test.tlt: offset 8: trace format version: expected at most 1, found 2; read it with a newer tracelab",
            fault.Message
        );
    }

    [Fact]
    public void Unknown_records_are_counted_in_the_summary()
    {
        using var reader = TestTraces.Open(new RawTrace().Chunk(3, s_marker, (0x3F, [0]), s_end).End().ToArray());

        Assert.Contains(reader.Summary.Kinds, k => k is { Kind: "record-3f", Count: 1 });
        Assert.Equal([new LossTally("unknown-record", 1)], reader.Summary.Losses);
    }

    [Fact]
    public void Every_opcode_of_version_1_has_a_name() =>
        Assert.All(
            Enum.GetValues<Opcode>().Where(o => Opcodes.IsEvent((byte)o)),
            o => Assert.DoesNotContain("record-", Opcodes.Name(o))
        );
}
