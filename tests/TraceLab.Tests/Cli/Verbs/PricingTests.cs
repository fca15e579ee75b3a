using System.Text;
using System.Text.Json;
using TraceLab.Simulation.Pricing;
using TraceLab.Tests.Simulation.Pricing;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>The price in time, asked for with <c>--link</c> and <c>--cost-profile</c>: repeatable, because no clock is read.</summary>
public sealed class PricingTests : IDisposable
{
    private static readonly string Moves = ImportedTraces.PathOf("moves");
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_says_what_it_takes_from_command_to_client()
    {
        string[] replay =
        [
            "replay",
            Moves,
            "--codec",
            "raw",
            "--link",
            "20mbit,40ms",
            "--cost-profile",
            Costs(),
            "--json",
        ];

        var first = await TracelabRun.ExpectAsync(0, replay);
        var second = await TracelabRun.ExpectAsync(0, replay);

        Assert.Equal(first.Output, second.Output);
        var delivery = JsonDocument.Parse(first.Output).RootElement.GetProperty("delivery");
        Assert.Equal("20mbit,40ms", delivery.GetProperty("link").GetString());
        Assert.Equal("round", delivery.GetProperty("cost_profile").GetString());
        var (p50, p95, p99) = (Number("latency_p50_ns"), Number("latency_p95_ns"), Number("latency_p99_ns"));
        Assert.InRange(p50, 40_000_000, p95);
        Assert.InRange(p99, p95, 10_000_000_000);
        Assert.InRange(delivery.GetProperty("link_use").GetDouble(), 0.01, 1);
        Assert.Equal(0, Number("skipped_polls"));

        long Number(string name) => delivery.GetProperty(name).GetInt64();
    }

    [Fact]
    public async Task Without_being_asked_for_time_plays_no_part()
    {
        var json = await TracelabRun.ExpectAsync(0, "replay", Moves, "--json");
        var table = await TracelabRun.ExpectAsync(0, "replay", Moves);

        Assert.DoesNotContain("delivery", json.Output);
        Assert.DoesNotContain("latency", table.Output);
    }

    [Fact]
    public async Task A_link_that_skips_gives_each_policy_a_machine_of_its_own()
    {
        string[] link = ["--codec", "raw", "--link", "2mbit,skip"];
        var both = await TracelabRun.ExpectAsync(
            0,
            ["compare", Moves, "--policy", "pixels", "--policy", "ordered", .. link, "--out", _folder.PathOf("out")]
        );
        var alone = await TracelabRun.ExpectAsync(0, ["replay", Moves, "--policy", "ordered", .. link, "--json"]);

        Assert.Contains("polls skipped", both.Output);
        var text = await File.ReadAllTextAsync(_folder.PathOf("out/summary.csv"));
        var rows = text.Replace("\"2mbit,skip\"", "2mbit skip").Split('\n');
        var skipped = Array.IndexOf(rows[0].Split(','), "skipped_polls");
        Assert.InRange(int.Parse(rows[1].Split(',')[skipped]), 1, 1000);
        Assert.Equal(
            rows[2].Split(',')[skipped],
            $"{JsonDocument.Parse(alone.Output).RootElement.GetProperty("delivery").GetProperty("skipped_polls")}",
            StringComparer.Ordinal
        );
    }

    [Fact]
    public async Task Bad_links_and_profiles_are_told_before_the_work()
    {
        var link = await TracelabRun.ExpectAsync(2, "replay", Moves, "--link", "fast");
        var missing = await TracelabRun.ExpectAsync(1, "replay", Moves, "--cost-profile", _folder.PathOf("none.json"));
        var host = await TracelabRun.ExpectAsync(2, "host", "--vm", Moves, "--link", "2mbit,skip");

        Assert.StartsWith("tracelab: --link: expected RATE[,DELAY][,skip]", link.Error);
        Assert.EndsWith("found 'fast'", link.ErrorLines[0]);
        Assert.Equal($"tracelab: {_folder.PathOf("none.json")}: no such file", missing.Error.TrimEnd());
        Assert.StartsWith("tracelab: --link: machines that share a link cannot skip polls\n", host.Error);
    }

    private string Costs()
    {
        var profile = CostProfiles.Of(CostProfiles.Cost(500, 1, 0, 500), CostProfiles.Cost(50, 0, 0, 300));
        return _folder.Write("round.json", Encoding.UTF8.GetBytes(CostProfileFile.Write(profile)));
    }
}
