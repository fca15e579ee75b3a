using System.Diagnostics;
using System.Text.Json;

namespace TraceLab.Tests.Cli;

/// <summary>Sessions of any length: memory stays where it is, and whoever waits may stop waiting.</summary>
public sealed class LongSessionTests : IDisposable
{
    private const long MegaByte = 1_000_000;
    private const int StoppedByUser = 130;

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Memory_is_flat_in_the_length_of_the_trace()
    {
        var rounds = LoopedTrace.Write(_folder.PathOf("hour.tlt"), "scroll", TimeSpan.FromHours(1));
        using var replay = TracelabProcess.Start(
            _folder.Folder,
            ["replay", "hour.tlt", "--policy", "ordered", "--no-check", "--json"]
        );

        var run = await replay.FinishAsync();

        run.AssertExitCode(0, "replay");
        var totals = JsonDocument.Parse(run.Output).RootElement;
        Assert.InRange(totals.GetProperty("duration_ns").GetInt64(), 3_600_000_000_000, 3_610_000_000_000);
        Assert.Equal(76 * rounds, totals.GetProperty("primitives").GetProperty("copy").GetProperty("seen").GetInt32());
        Assert.InRange(replay.PeakBytes, MegaByte, 300 * MegaByte);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_replay_that_is_stopped_says_so_and_leaves_no_half_written_report(string signal)
    {
        LoopedTrace.Write(_folder.PathOf("long.tlt"), "scroll", TimeSpan.FromMinutes(20));
        using var replay = TracelabProcess.Start(_folder.Folder, ["replay", "long.tlt", "--out", "report"]);
        await WaitForAsync(() => File.Exists(_folder.PathOf("report/decisions-0.partial")));

        using (var kill = Process.Start("kill", [$"-{signal}", $"{replay.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        var run = await replay.FinishAsync();
        run.AssertExitCode(StoppedByUser, $"kill -{signal}");
        Assert.Equal("tracelab: stopped\n", run.Error);
        Assert.Equal(["long.tlt"], _folder.Files());
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
