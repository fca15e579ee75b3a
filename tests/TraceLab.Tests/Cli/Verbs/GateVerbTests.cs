using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>
/// The gate passes what was accepted and fails what got worse, naming all that a person needs to judge it. A regression is
/// made by accepting less than the runs send: the baseline is edited, and its sums with it.
/// </summary>
public sealed partial class GateVerbTests : IDisposable
{
    private static readonly string[] TwoPolicies = ["--policy", "pixels", "--policy", "ordered"];

    private readonly CliFolder _folder = new();
    private readonly string _baseline;
    private readonly string _trace;

    public GateVerbTests()
    {
        _baseline = _folder.PathOf("baseline.json");
        _trace = _folder.PathOf("session.tlt");
        File.Copy(ImportedTraces.PathOf("moves"), _trace);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_accepted_passes()
    {
        var accepted = await Accept("first numbers", TwoPolicies);
        var run = await Gate(0, TwoPolicies);

        Assert.Equal($"tracelab: {_baseline}: 2 items accepted: first numbers\n", accepted.Error);
        Assert.Contains("Gate: passed", run.Output);
        Assert.Equal(2, CountOf("same", run.Output));
        var first = await File.ReadAllBytesAsync(_baseline);
        await Accept("first numbers", TwoPolicies);
        Assert.Equal(first, await File.ReadAllBytesAsync(_baseline));
    }

    [Fact]
    public async Task A_regression_names_trace_policy_worst_frames_and_the_command_that_accepts()
    {
        await Accept("first", TwoPolicies);
        var grown = ShrinkBaseline("ordered", percent: 20, frames: 3);

        var run = await Gate(4, TwoPolicies);

        Assert.Contains("Gate: FAILED", run.Output);
        Assert.Matches(
            @"REGRESSION: session: ordered, lz4, compact, 60 polls/s, 8×8: [\d,.]+ → [\d,.]+ bytes per frame",
            run.Output
        );
        Assert.DoesNotContain("REGRESSION: session: pixels", run.Output);
        Assert.Contains("Frames that grew most", run.Output);
        Assert.All(
            grown,
            frame =>
                Assert.Matches($@"(?m)^ *{frame.Poll:N0} +[\d.]+ +{frame.Before:N0} +{frame.Now:N0} +\+", run.Output)
        );
        Assert.Equal("first", JsonNode.Parse(await File.ReadAllTextAsync(_baseline))!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_command_that_accepts_can_be_typed_as_it_stands()
    {
        await Accept("first", TwoPolicies);
        ShrinkBaseline("ordered", percent: 20, frames: 3);
        var failed = await Gate(4, [.. TwoPolicies, "--tolerance", "1%", "--junit", _folder.PathOf("gate's own.xml")]);
        var command = AcceptCommand().Match(failed.Output).Value;
        Assert.EndsWith("--accept --reason \"...\"", command);

        using var shell = TracelabProcess.Shell(_folder.Folder, command.Replace("...", "known cost of the new wire"));
        (await shell.FinishAsync()).AssertExitCode(0, command);

        await Gate(0, TwoPolicies);
        Assert.Contains("\"known cost of the new wire\"", await File.ReadAllTextAsync(_baseline));
    }

    [Theory]
    [InlineData("0%", "0B", 4)]
    [InlineData("5%", "10B", 4)]
    [InlineData("50%", "0B", 0)]
    [InlineData("0%", "5000B", 0)]
    [InlineData("50", "10", 0)]
    [InlineData("1.5%", "5000", 0)]
    [InlineData("1.5", "10", 4)]
    public async Task A_run_fails_only_if_worse_by_the_percentage_and_by_the_bytes(
        string tolerance,
        string absolute,
        int exitCode
    )
    {
        await Accept("first", "--policy", "ordered");
        ShrinkBaseline("ordered", percent: 20, frames: int.MaxValue);

        var run = await Gate(exitCode, "--policy", "ordered", "--tolerance", tolerance, "--absolute", absolute);

        Assert.Contains(exitCode == 0 ? "worse, within limits" : "REGRESSED", run.Output);
    }

    [Fact]
    public async Task An_item_that_was_not_run_fails()
    {
        await Accept("first", TwoPolicies);

        var run = await Gate(4, "--policy", "pixels");

        Assert.Contains(
            "MISSING: session: ordered, lz4, compact, 60 polls/s, 8×8: the baseline has it, this gate did not run it",
            run.Output
        );
    }

    [Fact]
    public async Task A_new_item_is_listed_and_passes()
    {
        await Accept("first", "--policy", "pixels");

        var run = await Gate(0, TwoPolicies);

        Assert.Matches("(?m)^session +ordered, .* new$", run.Output);
        Assert.Contains("--accept --reason", run.Output);
    }

    [Fact]
    public async Task A_large_win_says_to_tighten()
    {
        await Accept("first", "--policy", "ordered");
        ShrinkBaseline("ordered", percent: -30, frames: int.MaxValue);

        var run = await Gate(0, "--policy", "ordered");

        Assert.Contains("large win: tighten", run.Output);
        Assert.Contains("tighten the baseline, or a later regression hides in the gap", run.Output);
        Assert.Contains("--accept --reason", run.Output);
    }

    [Fact]
    public async Task Markdown_and_junit_say_the_same()
    {
        await Accept("first", TwoPolicies);
        ShrinkBaseline("ordered", percent: 20, frames: 3);
        var markdown = _folder.PathOf("gate.md");
        var junit = _folder.PathOf("gate.xml");

        await Gate(4, [.. TwoPolicies, "--markdown", markdown, "--junit", junit]);

        var text = await File.ReadAllTextAsync(markdown);
        Assert.Contains("# Gate: FAILED", text);
        Assert.Contains("REGRESSION: session: ordered", text);
        Assert.Matches(@"(?m)^\|[ :|-]+\|$", text);
        var suite = XDocument.Load(junit).Root!.Element("testsuite")!;
        Assert.Equal(("2", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        var failed = Assert.Single(suite.Elements("testcase"), test => test.Element("failure") is not null);
        Assert.StartsWith("ordered, ", failed.Attribute("name")!.Value);
        Assert.Contains("poll ", failed.Value);
        Assert.Contains("--accept --reason", failed.Value);
    }

    [Theory]
    [InlineData(null, "there is no baseline")]
    [InlineData("", "the baseline is no valid JSON: found a fault in line 1")]
    [InlineData("{\"schema_version\": 2}", "schema_version: expected 1, found 2")]
    [InlineData("[]", "the baseline lacks a part")]
    public async Task A_baseline_that_cannot_be_read_is_told_before_the_work(string? content, string fault)
    {
        if (content is not null)
        {
            await File.WriteAllTextAsync(_baseline, content);
        }

        var run = await Gate(1);

        Assert.StartsWith($"tracelab: {_baseline}: {fault}", run.Error);
        Assert.EndsWith("; accept a new baseline with --accept --reason TEXT\n", run.Error);
        Assert.Single(run.ErrorLines);
    }

    [Fact]
    public async Task A_baseline_whose_sums_do_not_add_up_is_refused()
    {
        await Accept("first", "--policy", "ordered");
        var text = await File.ReadAllTextAsync(_baseline);
        await File.WriteAllTextAsync(_baseline, EncodedBytes().Replace(text, "\"encoded_bytes\": 1,"));

        var run = await Gate(1, "--policy", "ordered");

        Assert.StartsWith($"tracelab: {_baseline}: session, ordered: encoded_bytes: expected ", run.Error);
    }

    [Fact]
    public async Task A_trace_that_lost_data_passes_with_code_3_and_fails_with_code_4()
    {
        var lossy = BrokenTraces.WithLosses(_folder, "moves");
        string[] options = ["gate", lossy, "--baseline", _baseline, "--policy", "ordered"];

        await TracelabRun.ExpectAsync(3, [.. options, "--accept", "--reason", "first"]);
        await TracelabRun.ExpectAsync(3, options);
        ShrinkBaseline("ordered", percent: 20, frames: int.MaxValue);
        await TracelabRun.ExpectAsync(4, options);
    }

    private async Task<TracelabRun> Accept(string reason, params string[] options) =>
        await Gate(0, [.. options, "--accept", "--reason", reason]);

    private Task<TracelabRun> Gate(int exitCode, params string[] options) =>
        TracelabRun.ExpectAsync(exitCode, ["gate", _trace, "--baseline", _baseline, .. options]);

    // Takes so much from the first frames of an item that are large enough to show it.
    private List<(long Poll, long Before, long Now)> ShrinkBaseline(string policy, int percent, int frames)
    {
        var root = JsonNode.Parse(File.ReadAllText(_baseline))!;
        var item = root["items"]!.AsArray().Single(item => item!["policy"]!.GetValue<string>() == policy)!;
        var polls = item["frame_polls"]!.AsArray();
        var bytes = item["frame_bytes"]!.AsArray();
        var changed = new List<(long Poll, long Before, long Now)>();
        for (var index = 0; index < bytes.Count && changed.Count < frames; index++)
        {
            var now = bytes[index]!.GetValue<long>();
            if (now > 2000 || frames == int.MaxValue)
            {
                var before = now - (now * percent / 100);
                bytes[index] = before;
                changed.Add((polls[index]!.GetValue<long>(), before, now));
            }
        }

        var sum = bytes.Sum(count => count!.GetValue<long>());
        item["encoded_bytes"] = sum;
        item["bytes_per_frame"] = (double)sum / bytes.Count;
        File.WriteAllText(_baseline, root.ToJsonString());
        return changed;
    }

    private static int CountOf(string verdict, string output) =>
        Regex.Count(output, $@"(?m) {verdict}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex("tracelab gate .*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AcceptCommand();

    [GeneratedRegex("\"encoded_bytes\": [0-9]+,", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EncodedBytes();
}
