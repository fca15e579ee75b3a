using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Pricing;
using TraceLab.Tests.Generators;
using TraceLab.Tests.Simulation.Machine;

namespace TraceLab.Tests.Simulation.Host;

/// <summary>An encoder that leaves polls out while its link is busy: fewer frames, no queue, and the same last screen.</summary>
public class SkippingLinkTests
{
    private const int FrameBytes = 64 * 64 * 3;

    // Four polls and a half for a frame of the whole screen.
    private static readonly LinkSettings Slow = new() { BitsPerSecond = FrameBytes * 8 * 60 * 2 / 9 };

    [Fact]
    public void Frames_queue_up_unless_polls_are_left_out()
    {
        var queued = Noise(20, Slow);
        var skipped = Noise(20, Slow with { SkipsWhileBusy = true });

        Assert.Equal(20, queued.Totals.Frames);
        Assert.Equal(0, queued.Totals.SkippedPolls);
        Assert.True(queued.Delivery!.LatencyNanoseconds!.Value.Max > 1_000_000_000);

        // A frame at every fifth poll: at once when the link is free.
        Assert.Equal([1L, 6, 11, 16, 21], skipped.Frames.Select(frame => frame.Poll));
        Assert.Equal(16, skipped.Totals.SkippedPolls);
        Assert.InRange(skipped.Delivery!.DelayNanoseconds.Max, 70_000_000, 80_000_000);
    }

    [Fact]
    public void What_was_left_out_goes_with_a_later_frame()
    {
        var run = Noise(18, Slow with { SkipsWhileBusy = true });

        Assert.Null(run.Failure);
        Assert.Equal(0, run.Totals.WrongPixels);
        Assert.Equal(21, run.Frames[^1].Poll);
        Assert.Equal(18, run.Timings.Sum(timing => timing.CommandTimes.Count));
    }

    [Fact]
    public void Any_session_on_any_machine_ends_with_the_right_screen() =>
        Gen.Select(SessionGen.Sessions(), MachineGen.Machines, Gen.Long[20_000, 20_000_000], Gen.Int[0, 2])
            .Sample(
                (events, options, rate, policy) =>
                {
                    var link = new LinkSettings { BitsPerSecond = rate, SkipsWhileBusy = true };
                    var priced = options with { Link = link, Costs = CostProfile.Default };
                    var run = SimulatedRun
                        .Play(events, new[] { "pixels", "ordered", "link-time" }[policy], options: priced)
                        .Result;

                    Assert.True(run.Failure is null, run.Failure);
                    Assert.Equal(run.Frames.Count, run.Timings.Count);
                },
                iter: 100,
                print: all => $"{all.Item2} {all.Item3} {all.Item4}\n{SessionGen.Print(all.Item1)}"
            );

    [Fact]
    public void Runs_that_would_disturb_each_other_are_refused()
    {
        var options = new MachineOptions { Link = Slow with { SkipsWhileBusy = true }, Costs = CostProfile.Default };
        var runs = new[] { "pixels", "ordered" }.Select(policy => new RunResult(SimulatedRun.Settings(policy)));

        Assert.Throws<ArgumentException>(() => new Simulator(options, runs));
    }

    // A session whose every poll changes the whole screen.
    private static RunResult Noise(int polls, LinkSettings link)
    {
        var session = SessionBuilder.Screen(64, 64);
        for (var poll = 0; poll < polls; poll++)
        {
            session.At((poll * 1000 / 60.0) + 1).Noise(new Rect(0, 0, 64, 64), poll + 1);
        }

        return SimulatedRun
            .PlayAll(
                session.Events,
                [SimulatedRun.Settings("pixels") with { Link = link }],
                new MachineOptions { Link = link, Costs = CostProfile.Default }
            )[0]
            .Result;
    }
}
