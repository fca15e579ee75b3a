using TraceLab.Analysis.Csv;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>Every combination over several traces: interrupted, divided or not, the same bytes come out.</summary>
public sealed class SweepVerbTests : IDisposable
{
    private static readonly string[] Traces = [.. RecordedSessions.Names.Select(ImportedTraces.PathOf)];
    private static readonly string[] Axes =
    [
        "--policy",
        "pixels,ordered",
        "--codec",
        "raw",
        "--poll",
        "10..20",
        "--region",
        "16,32",
        "--link",
        "10mbit,20ms",
        "--link",
        "2mbit,skip",
    ];

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sweep_has_a_row_for_each_configuration_and_goes_on_where_it_was()
    {
        var first = await Sweep(0, "whole");
        var whole = Csv("whole");

        Assert.Equal(2 * 2 * 2 * 2 * 2, whole.Length - 1);
        Assert.Equal(string.Join(',', CsvSchema.Columns<SummaryRow>()), whole[0]);
        Assert.StartsWith("16 configurations over 2 traces", first.Output);

        // As if it had been interrupted: some jobs are done, the reports are not.
        foreach (var lost in new[] { "sweep.csv", "ranking.md", "pareto.png", "pareto.svg", "jobs/job-00003.csv" })
        {
            File.Delete(_folder.PathOf($"whole/{lost}"));
        }

        var kept = File.GetLastWriteTimeUtc(_folder.PathOf("whole/jobs/job-00001.csv"));
        var again = await Sweep(0, "whole");

        Assert.Equal(first.Output, again.Output);
        Assert.Equal(whole, Csv("whole"));
        Assert.Equal(kept, File.GetLastWriteTimeUtc(_folder.PathOf("whole/jobs/job-00001.csv")));
    }

    [Fact]
    public async Task Codecs_that_a_wire_cannot_carry_are_left_out()
    {
        string[] axes = ["--policy", "pixels", "--poll", "10", "--region", "32", "--codec", "lz4,tight"];
        var run = await TracelabRun.ExpectAsync(
            0,
            ["sweep", Traces[0], .. axes, "--wire", "compact,rfb", "--out", _folder.PathOf("out")]
        );

        Assert.Equal("tracelab: left out: the wire 'rfb' cannot carry the pixel codec 'lz4'", run.ErrorLines[0]);
        Assert.Equal(3, Csv("out").Length - 1);
    }

    [Fact]
    public async Task A_wire_that_can_carry_none_of_the_codecs_is_refused()
    {
        var run = await TracelabRun.ExpectAsync(
            2,
            ["sweep", Traces[0], "--wire", "compact,rfb", "--codec", "lz4,zstd", "--out", _folder.PathOf("out")]
        );

        Assert.Equal(
            "tracelab: --codec: the wire 'rfb' expects raw, hextile, zrle, tight, found 'lz4,zstd'",
            run.ErrorLines[0]
        );
    }

    [Fact]
    public async Task Shards_are_put_together_to_the_byte()
    {
        await Sweep(0, "whole");
        var part = await Sweep(0, "one", "--shard", "1/2");
        await Sweep(0, "two", "--shard", "2/2");

        Assert.Equal("", part.Output);
        Assert.Contains("8 of 16 jobs are done; --merge the other shards", part.Error);
        string[] merge = ["sweep", "--merge", _folder.PathOf("one"), "--merge", _folder.PathOf("two")];
        await TracelabRun.ExpectAsync(0, [.. merge, "--out", _folder.PathOf("both")]);

        foreach (var name in new[] { "plan.json", "sweep.csv", "ranking.md", "pareto.png", "pareto.svg" })
        {
            var whole = await File.ReadAllBytesAsync(_folder.PathOf($"whole/{name}"));
            var both = await File.ReadAllBytesAsync(_folder.PathOf($"both/{name}"));
            Assert.True(whole.SequenceEqual(both), name);
        }
    }

    [Fact]
    public async Task Shards_of_different_sweeps_are_not_put_together()
    {
        string[] small = ["--policy", "pixels", "--codec", "raw", "--poll", "2", "--region", "64"];
        await TracelabRun.ExpectAsync(0, ["sweep", Traces[0], .. small, "--out", _folder.PathOf("one")]);
        await TracelabRun.ExpectAsync(0, ["sweep", Traces[1], .. small, "--out", _folder.PathOf("two")]);
        var (one, two, both) = (_folder.PathOf("one"), _folder.PathOf("two"), _folder.PathOf("both"));

        var mixed = await TracelabRun.ExpectAsync(1, "sweep", "--merge", one, "--merge", two, "--out", both);
        var elsewhere = await TracelabRun.ExpectAsync(1, "sweep", "--merge", _folder.Folder, "--out", both);
        File.Delete(_folder.PathOf("one/sweep.csv"));
        File.Delete(_folder.PathOf("one/ranking.md"));
        File.Delete(_folder.PathOf("one/pareto.png"));
        File.Delete(_folder.PathOf("one/pareto.svg"));
        var other = await TracelabRun.ExpectAsync(1, ["sweep", Traces[1], .. small, "--out", one]);

        Assert.StartsWith($"tracelab: {two}: the shards are not of one sweep: expected ", mixed.Error);
        Assert.StartsWith(
            $"tracelab: {_folder.Folder}: no sweep: expected a directory with plan.json",
            elsewhere.Error
        );
        Assert.Equal(
            $"tracelab: {one}: another sweep is in this directory: expected the same traces and settings, found others; name another directory, or use --force to begin anew\n",
            other.Error
        );
    }

    [Theory]
    [InlineData("--policy", "pixels,best", "--policy: expected one of ", "found 'best'")]
    [InlineData("--region", "4..2", "--region: expected 1 to 256, or a range such as 4..64", "found '4..2'")]
    [InlineData("--poll", "0", "--poll: expected 1 to 1000", "found '0'")]
    [InlineData("--link", "slow", "--link: expected RATE[,DELAY][,skip]", "found 'slow'")]
    [InlineData("--shard", "3/2", "--shard: expected I/N with I from 1 to N", "found '3/2'")]
    [InlineData("--merge", "x", "sweep: expected trace files, or directories to --merge, but not both", "both")]
    public async Task Wrong_lists_are_told(string option, string value, string told, string end)
    {
        var run = await TracelabRun.ExpectAsync(2, "sweep", Traces[0], option, value, "--out", _folder.PathOf("out"));

        Assert.StartsWith($"tracelab: {told}", run.ErrorLines[0]);
        Assert.EndsWith(end, run.ErrorLines[0]);
        Assert.Empty(_folder.Files());
    }

    private Task<TracelabRun> Sweep(int code, string directory, params string[] more) =>
        TracelabRun.ExpectAsync(code, ["sweep", .. Traces, .. Axes, "--out", _folder.PathOf(directory), .. more]);

    private string[] Csv(string directory) => File.ReadAllLines(_folder.PathOf($"{directory}/sweep.csv"));
}
