using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Pricing;
using TraceLab.Simulation.Sweeps;

namespace TraceLab.Tests.Simulation.Sweeps;

/// <summary>Work that is shared gives what each configuration would have given alone.</summary>
public class SweepJobRunnerTests
{
    private static readonly LinkSettings Slow = new() { BitsPerSecond = 300_000, DelayNanoseconds = 5_000_000 };
    private static readonly LinkSettings Fast = new() { BitsPerSecond = 100_000_000 };
    private static readonly MachineOptions Machine = new() { Costs = CostProfile.Default };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_run_of_a_job_is_what_it_is_alone(bool skips)
    {
        var links = skips ? [Slow with { SkipsWhileBusy = true }] : new[] { Slow, Fast };
        var axes = SweepPlanTests.Axes(links);
        var session = Session();

        foreach (var job in SweepPlan.Jobs(["test"], axes))
        {
            var runs = new SweepJobRunner(axes, Machine, checks: true).Run(job, session, 1, CancellationToken.None);

            Assert.Equal(3 * 2 * 2 * 2 * links.Length, runs.Count);
            Assert.All(runs, run => AssertEqual(Alone(run.Settings, session), run));
        }
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var axes = SweepPlanTests.Axes([Slow, Fast]);
        var runner = new SweepJobRunner(axes, Machine, checks: true);
        var job = SweepPlan.Jobs(["test"], axes)[0];

        var one = runner.Run(job, Session(), 1, CancellationToken.None);
        var four = runner.Run(job, Session(), 4, CancellationToken.None);

        Assert.All(one.Zip(four), pair => AssertEqual(pair.First, pair.Second));
    }

    private static RunResult Alone(RunSettings settings, IEnumerable<SessionEvent> session)
    {
        var options = Machine with
        {
            PollsPerSecond = settings.PollsPerSecond,
            RegionSize = settings.RegionSize,
            Link = settings.Link,
        };
        return SimulatedRun.PlayAll(session, [settings], options)[0].Result;
    }

    private static void AssertEqual(RunResult expected, RunResult found)
    {
        Assert.Equal(expected.Settings, found.Settings);
        Assert.Null(found.Failure);
        Assert.Equal(expected.Totals.EncodedBytes, found.Totals.EncodedBytes);
        Assert.Equal(expected.Totals.SkippedPolls, found.Totals.SkippedPolls);
        Assert.Equal(expected.Frames.Select(Bytes), found.Frames.Select(Bytes));
        Assert.Equal(expected.Delivery, found.Delivery);
    }

    private static (long Poll, long Primitives, long Pixels) Bytes(FrameResult frame) =>
        (frame.Poll, frame.PrimitiveBytes, frame.PixelBytes);

    private static List<SessionEvent> Session()
    {
        var session = SessionBuilder.Screen(64, 64).Noise(new Rect(0, 0, 64, 64), 1);
        for (var step = 1; step <= 20; step++)
        {
            session
                .At(step * 25)
                .Copy(new Rect(0, 0, 64, 56), 0, 8)
                .Fill(new Rect(0, 56, 64, 64), (uint)step * 1000)
                .At((step * 25) + 3)
                .Fill(new Rect(8 * (step % 8), 0, (8 * (step % 8)) + 8, 8), (uint)step);
        }

        return session.Events;
    }
}
