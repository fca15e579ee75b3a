using System.Text.Json;
using TraceLab.Capture.X11.Lowering;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>What a trace holds, in text and JSON; what was lost comes first.</summary>
public sealed class InfoVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("moves")]
    [InlineData("scroll")]
    public async Task A_trace_is_described_for_people(string session)
    {
        var run = await TracelabRun.ExpectAsync(0, "info", ImportedTraces.PathOf(session));

        Assert.Equal("", run.Error);
        Assert.StartsWith("losses       none\n", run.Output);
        await Verify(run.Output).UseTextForParameters($"session={session}");
    }

    [Theory]
    [InlineData("moves")]
    [InlineData("scroll")]
    public async Task A_trace_is_described_for_programs(string session)
    {
        var run = await TracelabRun.ExpectAsync(0, "info", ImportedTraces.PathOf(session), "--json");

        Assert.Equal("", run.Error);
        await Verify(run.Output, "json").UseTextForParameters($"session={session}");
    }

    [Fact]
    public async Task An_interrupted_trace_says_so_first()
    {
        var trace = BrokenTraces.Interrupted(_folder, "moves");

        var text = await TracelabRun.ExpectAsync(3, "info", trace);
        var json = Parse(await TracelabRun.ExpectAsync(3, "info", trace, "--json"));

        Assert.Matches($"^INTERRUPTED  {trace}: offset \\d+: ", text.Output);
        Assert.Equal("interrupted", json.GetProperty("state").GetString());
        Assert.Contains("offset", json.GetProperty("fault").GetString());
        Assert.InRange(json.GetProperty("commands").GetInt32(), 900, 1000);
    }

    [Fact]
    public async Task Losses_come_first()
    {
        var trace = BrokenTraces.WithLosses(_folder, "moves");

        var text = await TracelabRun.ExpectAsync(3, "info", trace);
        var json = Parse(await TracelabRun.ExpectAsync(3, "info", trace, "--json"));

        Assert.StartsWith("LOST         quic-image: 2 times\nsource ", text.Output);
        Assert.Equal(
            ["schema_version", "state", "fault", "losses"],
            json.EnumerateObject().Take(4).Select(member => member.Name).ToArray()
        );
        Assert.Equal(2, json.GetProperty("losses").GetProperty("quic-image").GetInt32());
    }

    [Fact]
    public async Task Bytes_by_kind_and_by_surface_add_up()
    {
        var json = Parse(await TracelabRun.ExpectAsync(0, "info", ImportedTraces.PathOf("scroll"), "--json"));

        var kinds = json.GetProperty("kinds").EnumerateObject().Select(kind => kind.Value).ToArray();
        var bytes = kinds.Sum(kind =>
            kind.GetProperty("record_bytes").GetInt64() + kind.GetProperty("payload_bytes").GetInt64()
        );
        Assert.Equal(json.GetProperty("session_bytes").GetInt64(), bytes);
        Assert.Equal(
            bytes * 1e9 / json.GetProperty("duration_ns").GetInt64(),
            json.GetProperty("bytes_per_second").GetDouble(),
            tolerance: 1e-6
        );
        Assert.Equal(json.GetProperty("events").GetInt64(), kinds.Sum(kind => kind.GetProperty("count").GetInt64()));
        Assert.Equal(
            json.GetProperty("commands").GetInt64(),
            json.GetProperty("surfaces").EnumerateArray().Sum(one => one.GetProperty("commands").GetInt64())
        );
    }

    [Fact]
    public async Task Of_an_x11_trace_it_says_what_kept_requests_from_being_primitives_and_what_to_do()
    {
        var trace = WriteLowered();

        var text = await TracelabRun.ExpectAsync(0, "info", trace);
        var json = Parse(await TracelabRun.ExpectAsync(0, "info", trace, "--json")).GetProperty("lowering");

        var lines = text.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains(
            lines,
            line => line.StartsWith("primitives   75.00 % of the changed pixels", StringComparison.Ordinal)
        );
        Assert.Equal(
            [
                "1                              6               0  RENDER Composite: operator 12",
                "-> compose with Over or Src instead of Add",
                "2                              4               5  PolyArc: clip mask",
                "-> clip by rectangles instead of a bitmap",
                "1                              0               1  SHAPE",
            ],
            lines[^6..^1]
        );
        Assert.Equal(0.75, json.GetProperty("screen_share").GetDouble());
        Assert.Equal("fill", json.GetProperty("primitives")[0].GetProperty("kind").GetString());
        var cause = json.GetProperty("fallbacks")[1];
        Assert.Equal("PolyArc: clip mask", cause.GetProperty("cause").GetString());
        Assert.Equal((2, 4, 5), (Number("count"), Number("screen_pixels"), Number("off_screen_pixels")));
        Assert.Equal("clip by rectangles instead of a bitmap", cause.GetProperty("advice").GetString());

        int Number(string name) => cause.GetProperty(name).GetInt32();
    }

    private string WriteLowered()
    {
        var counts = new LoweringCounts();
        counts.AddPrimitive(CommandKind.Fill, 30, isScreen: true);
        counts.AddFallback("RENDER Composite: operator 12", 6, isScreen: true);
        counts.AddFallback("PolyArc: clip mask", 4, isScreen: true);
        counts.AddFallback("PolyArc: clip mask", 5, isScreen: false);
        counts.AddFallback("SHAPE", 1, isScreen: false);
        var path = _folder.PathOf("lowered.tlt");
        using var writer = TraceWriter.CreateFile(path, new TraceHeader { Source = "x11" });
        foreach (var record in LoweringRecord.Of(counts))
        {
            writer.Write(new Marker(0, $"{record}"));
        }

        writer.Complete();
        return path;
    }

    private static JsonElement Parse(TracelabRun run) => JsonDocument.Parse(run.Output).RootElement;
}
