using System.Text.Json;
using TraceLab.Simulation.Policies;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>One policy over one trace, with the counts that an independent program made of the same sessions.</summary>
public sealed class ReplayVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public static TheoryData<string, string> SessionsAndPolicies
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var session in RecordedSessions.Names)
            {
                foreach (var policy in PolicyRegistry.Usual)
                {
                    data.Add(session, policy);
                }
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(SessionsAndPolicies))]
    public async Task Counts_come_out_exactly(string session, string policy)
    {
        var json = await Replay(0, session, "--policy", policy, "--codec", "raw", "--wire", "fixed");

        string[] names = ["polls", "frames", "regions_marked", "regions_trimmed", "regions_sent", "raw_bytes"];
        Assert.Equal(
            session == "moves"
                ? [479, 52, 118_720, 54_952, 63_768, 12_243_456]
                : new long[] { 559, 129, 525_642, 361_089, 164_553, 31_594_176 },
            names.Select(name => json.GetProperty(name).GetInt64()).ToArray()
        );
        Assert.Equal(0, json.GetProperty("wrong_pixels").GetInt64());
        Assert.Equal(
            session == "moves"
                ? ["fill 1229 3", "copy 66 0", "image 807 48"]
                : new[] { "fill 581 2", "copy 76 0", "image 944 66" },
            json.GetProperty("primitives").EnumerateObject().Select(SeenAndIsolated).ToArray()
        );
        var encoded = json.GetProperty("encoded_bytes").GetInt64();
        var choosesInOrder = policy is "ordered" or "optimal";
        Assert.InRange(
            encoded,
            choosesInOrder ? 1_000_000 : json.GetProperty("raw_bytes").GetInt64() * 9 / 10,
            choosesInOrder ? json.GetProperty("raw_bytes").GetInt64() / 5 : long.MaxValue
        );
    }

    [Fact]
    public async Task Loss_is_told_apart_from_wrong_pixels()
    {
        var json = await Replay(0, "moves", "--policy", "pixels", "--codec", "jpeg-30");

        Assert.Equal("jpeg-30", json.GetProperty("settings").GetProperty("codec").GetString());
        Assert.Equal(0, json.GetProperty("wrong_pixels").GetInt64());
        var fidelity = json.GetProperty("fidelity");
        Assert.True(fidelity.GetProperty("lossy_pixels").GetInt64() > 1000);
        Assert.InRange(fidelity.GetProperty("psnr_db").GetDouble(), 20, 50);
        Assert.InRange(fidelity.GetProperty("ssim").GetDouble(), 0.8, 0.9999);
    }

    [Theory]
    [InlineData("raw", "fixed")]
    [InlineData("lz4", "compact")]
    [InlineData("zlib", "fixed")]
    [InlineData("zstd", "compact")]
    public async Task Every_codec_and_wire_is_named_on_the_command_line(string codec, string wire)
    {
        var json = await Replay(0, "moves", "--codec", codec, "--wire", wire);

        var settings = json.GetProperty("settings");
        Assert.Equal(
            ("moves", "ordered", codec, wire),
            (
                settings.GetProperty("trace").GetString(),
                settings.GetProperty("policy").GetString(),
                settings.GetProperty("codec").GetString(),
                settings.GetProperty("wire").GetString()
            )
        );
        Assert.Equal(0, json.GetProperty("wrong_pixels").GetInt64());
        Assert.Equal(66, json.GetProperty("primitives").GetProperty("copy").GetProperty("seen").GetInt64());
        Assert.Equal(
            json.GetProperty("encoded_bytes").GetInt64(),
            json.GetProperty("primitive_bytes").GetInt64()
                + json.GetProperty("pixel_bytes").GetInt64()
                + json.GetProperty("framing_bytes").GetInt64()
        );
    }

    [Theory]
    [InlineData("--policy", "pixels", "size", "kind", "ordered")]
    [InlineData("--codec", "raw", "lz4", "zlib", "zstd")]
    [InlineData("--wire", "fixed", "compact")]
    public async Task An_unknown_name_is_told_with_the_choices(string option, params string[] choices)
    {
        var run = await TracelabRun.ExpectAsync(2, "replay", ImportedTraces.PathOf("moves"), option, "best");

        Assert.Contains("'best'", run.ErrorLines[0]);
        Assert.All(choices, choice => Assert.Contains(choice, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_codec_that_a_wire_cannot_carry_is_refused()
    {
        var run = await TracelabRun.ExpectAsync(2, "replay", ImportedTraces.PathOf("moves"), "--wire", "rfb");

        Assert.Equal(
            "tracelab: --codec: the wire 'rfb' expects raw, hextile, zrle, tight, found 'lz4'",
            run.ErrorLines[0]
        );
    }

    [Theory]
    [InlineData("--poll", "0", "1 to 1000")]
    [InlineData("--poll", "1001", "1 to 1000")]
    [InlineData("--region", "0", "1 to 256")]
    [InlineData("--region", "257", "1 to 256")]
    public async Task Poll_rate_and_region_size_have_bounds(string option, string value, string bounds)
    {
        var run = await TracelabRun.ExpectAsync(2, "replay", ImportedTraces.PathOf("moves"), option, value);

        Assert.Equal($"tracelab: {option}: expected {bounds}, found {value}", run.ErrorLines[0]);
    }

    [Theory]
    [InlineData("--poll", "1", 7)]
    [InlineData("--poll", "1000", 7998)]
    [InlineData("--region", "1", 479)]
    [InlineData("--region", "256", 479)]
    public async Task The_bounds_themselves_are_allowed(string option, string value, long polls)
    {
        var json = await Replay(0, "moves", option, value);

        Assert.Equal(0, json.GetProperty("wrong_pixels").GetInt64());
        Assert.Equal(polls, json.GetProperty("polls").GetInt64());
    }

    [Fact]
    public async Task Without_checks_the_result_says_so()
    {
        var json = await Replay(0, "moves", "--no-check");
        var text = await TracelabRun.ExpectAsync(0, "replay", ImportedTraces.PathOf("moves"), "--no-check");

        Assert.Equal(JsonValueKind.Null, json.GetProperty("wrong_pixels").ValueKind);
        Assert.False(json.GetProperty("settings").GetProperty("checked").GetBoolean());
        Assert.Contains("unchecked: client pixels were not compared", text.Output);
    }

    [Fact]
    public async Task Reports_are_all_written_and_replaced_only_with_force()
    {
        var directory = _folder.PathOf("report");
        string[] arguments = ["replay", ImportedTraces.PathOf("moves"), "--policy", "ordered", "--out", directory];

        var run = await TracelabRun.ExpectAsync(0, arguments);

        Assert.Equal($"tracelab: reports are in {directory}\n", run.Error);
        var files = _folder.Files();
        string[] kinds = ["frames", "cumulative", "distribution", "bytes", "regret", "regions", "primitives"];
        Assert.Equal(
            [
                .. new[] { "comparison.md", "decisions.csv", "frames.csv", "primitives.csv", "summary.csv" }
                    .Concat(kinds.Select(kind => $"moves-{kind}").Append("overview").SelectMany(Both))
                    .Select(name => $"report/{name}")
                    .Order(StringComparer.Ordinal),
            ],
            files
        );
        Assert.All(files, file => Assert.True(new FileInfo(_folder.PathOf(file)).Length > 0, file));
        var refused = await TracelabRun.ExpectAsync(1, arguments);
        Assert.Matches($"^tracelab: {directory}/[^:]+: the file exists; use --force to overwrite\n$", refused.Error);
        await TracelabRun.ExpectAsync(0, [.. arguments, "--force"]);
        Assert.Equal(files, _folder.Files());
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("compare")]
    [InlineData("screen")]
    public async Task What_a_trace_lost_is_told_and_ends_with_code_3(string verb)
    {
        var interrupted = BrokenTraces.Interrupted(_folder, "moves");
        var lossy = BrokenTraces.WithLosses(_folder, "moves");
        string[] options =
            verb == "screen" ? ["--force", "-o", _folder.PathOf("screen.bgrx")] : ["--policy", "ordered"];

        var one = await TracelabRun.ExpectAsync(3, [verb, interrupted, .. options]);
        var other = await TracelabRun.ExpectAsync(3, [verb, lossy, .. options]);

        Assert.Equal(
            $"tracelab: {interrupted}: the trace was interrupted; everything up to its last whole chunk is used\n",
            one.Error
        );
        Assert.Equal($"tracelab: {lossy}: data loss: quic-image, 2 times\n", other.Error);
    }

    [Fact]
    public async Task Losses_stand_in_the_totals()
    {
        var lossy = BrokenTraces.WithLosses(_folder, "moves");

        var run = await TracelabRun.ExpectAsync(3, "replay", lossy, "--json");

        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(2, json.GetProperty("losses").GetProperty("quic-image").GetInt64());
        Assert.Equal(0, json.GetProperty("wrong_pixels").GetInt64());
    }

    private static IEnumerable<string> Both(string name) => [$"{name}.png", $"{name}.svg"];

    private static string SeenAndIsolated(JsonProperty kind) =>
        $"{kind.Name} {kind.Value.GetProperty("seen").GetInt64()} {kind.Value.GetProperty("isolated").GetInt64()}";

    private static async Task<JsonElement> Replay(int exitCode, string session, params string[] options)
    {
        var run = await TracelabRun.ExpectAsync(
            exitCode,
            ["replay", ImportedTraces.PathOf(session), "--json", .. options]
        );
        Assert.Equal("", run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
