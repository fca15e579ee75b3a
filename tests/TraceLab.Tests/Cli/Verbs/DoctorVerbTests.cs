using System.Text.Json;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Tests.TraceFormat;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>The doctor tells sound traces from others, and names what is wrong in words and for programs.</summary>
public sealed class DoctorVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sound_trace_is_called_so()
    {
        var trace = ImportedTraces.PathOf("moves");

        var run = await TracelabRun.ExpectAsync(0, "doctor", trace);

        Assert.StartsWith($"{trace}: sound (complete): ", run.Output);
        Assert.EndsWith(" events\n", run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task A_trace_that_lost_something_while_recording_is_sound_but_not_whole()
    {
        var trace = BrokenTraces.WithLosses(_folder, "moves");

        var run = await TracelabRun.ExpectAsync(3, "doctor", trace);

        Assert.StartsWith($"{trace}: data loss: quic-image, 2 times\n{trace}: sound (complete)", run.Output);
    }

    [Theory]
    [InlineData(0xff, false)]
    [InlineData(0xfe, true)]
    public async Task A_keyframe_must_show_what_the_events_before_it_draw(byte blue, bool differs)
    {
        const string Fault = "a keyframe shows something else than the events before it draw";
        (byte, byte[]) screen = (0x10, [0, 0, 1, 1, 1, 0]);
        (byte, byte[]) white = (0x20, [0, 0, 0, 0, 0, 1, 1, 1, 0xff, 0xff, 0xff, 0xff]);
        byte[] keyframe = [0x01, 7, 1, 1, 1, blue, 0xff, 0xff, 0, 0x10, 6, 0, 0, 1, 1, 1, 1];
        var head = new byte[ChunkHead.Bytes];
        new ChunkHead(0, 0, 2, 1).Write(head);
        var raw = new RawTrace().Chunk(2, screen, white).Block(BlockKind.Keyframe, head, keyframe).End();
        var trace = _folder.Write("keyframe.tlt", raw.ToArray());

        var looked = await TracelabRun.ExpectAsync(1, "doctor", trace, "--screen");
        var notLooked = await TracelabRun.ExpectAsync(1, "doctor", trace);

        Assert.Equal(differs, looked.Output.Contains(Fault, StringComparison.Ordinal));
        Assert.DoesNotContain(Fault, notLooked.Output);
    }

    [Fact]
    public async Task An_interrupted_trace_fails_with_the_place_where_it_stops()
    {
        var trace = BrokenTraces.Interrupted(_folder, "moves");

        var run = await TracelabRun.ExpectAsync(1, "doctor", trace);

        Assert.StartsWith(
            $"{trace}: offset {new FileInfo(trace).Length}: the trace has no end; the recording was interrupted;",
            run.Output
        );
        Assert.Contains($"{trace}: 1 faults; readable: ", run.Output);
    }

    [Fact]
    public async Task Each_damaged_place_is_named_and_the_rest_is_read()
    {
        var bytes = await File.ReadAllBytesAsync(ImportedTraces.PathOf("moves"));
        using var reader = TraceReader.Open(bytes, "moves");
        var chunks = reader.Index.Chunks;
        bytes[chunks[0].Offset + chunks[0].StoredBytes - 5] ^= 1;
        bytes[^20] ^= 1;
        var trace = _folder.Write("damaged.tlt", bytes);

        var run = await TracelabRun.ExpectAsync(1, "doctor", trace, "--json");

        using var json = JsonDocument.Parse(run.Output);
        var faults = json.RootElement.GetProperty("faults").EnumerateArray().ToArray();
        Assert.Equal("a block's content is damaged", faults[0].GetProperty("what").GetString());
        Assert.Equal(chunks[0].Offset, faults[0].GetProperty("offset").GetInt64());
        Assert.StartsWith("checksum ", faults[0].GetProperty("expected").GetString());
        Assert.Contains("recover", faults[0].GetProperty("remedy").GetString());
        Assert.False(json.RootElement.GetProperty("sound").GetBoolean());
        Assert.Equal(chunks.Count - 1, json.RootElement.GetProperty("chunks").GetInt32());
    }

    [Fact]
    public async Task Several_traces_get_a_line_each()
    {
        var run = await TracelabRun.ExpectAsync(
            1,
            "doctor",
            "--json",
            ImportedTraces.PathOf("scroll"),
            BrokenTraces.Interrupted(_folder, "moves")
        );

        Assert.Equal(
            [true, false],
            run.Output.TrimEnd()
                .Split('\n')
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("sound").GetBoolean())
        );
    }

    [Fact]
    public async Task Checkpoints_are_replayed_on_demand()
    {
        var area = new Rect(2, 2, 6, 6);
        var trace = _folder.PathOf("checkpoints.tlt");
        using (var writer = TraceWriter.CreateFile(trace, new TraceHeader()))
        {
            writer.Write(new SurfaceCreated(0, 0, 8, 8, SurfaceFormat.Xrgb32, null));
            writer.Write(new Checkpoint(1, 0, ScreenHash.Of(new Surface(8, 8))));
            writer.Write(new FillCommand(2_000_000, new DrawTarget(0, area), Brush.Solid(0xFF112233)));
            writer.Write(new Checkpoint(3_000_000, 0, 0x1234, area));
            writer.Complete();
        }

        await TracelabRun.ExpectAsync(0, "doctor", trace);
        var run = await TracelabRun.ExpectAsync(1, "doctor", trace, "--screen");
        var surface = new Surface(8, 8);
        surface.Pixels.AsSpan().Fill(0x112233);

        Assert.Equal(
            $"""
            {trace}: 0.003000 s, event 4: the replay differs from the source on surface 0, 2,2 4x4: expected hash 0000000000001234, found {ScreenHash.Of(
                surface,
                area
            ):x16}
              1 commands drew there since the checkpoint of event 2, which agreed
              0.002000 s, event 3: fill on surface 0 at 2,2 4x4
            {trace}: sound (complete): 5 blocks, 1 chunks, 5 events; 1 of 2 checkpoints agree

            """,
            run.Output
        );
        using var json = JsonDocument.Parse(
            (await TracelabRun.ExpectAsync(1, "doctor", trace, "--screen", "--json")).Output
        );
        Assert.Equal(2, json.RootElement.GetProperty("checkpoints").GetInt32());
        Assert.Equal("2,2 4x4", json.RootElement.GetProperty("mismatches")[0].GetProperty("area").GetString());
    }

    [Fact]
    public async Task What_is_no_trace_is_refused_in_the_words_of_every_verb()
    {
        var file = _folder.Write("noise.tlt", new byte[100]);

        var doctor = await TracelabRun.ExpectAsync(1, "doctor", file);

        Assert.Equal((await TracelabRun.ExpectAsync(1, "info", file)).Error, doctor.Error);
    }
}
