using TraceLab.Results;
using TraceLab.Simulation.Sweeps;

namespace TraceLab.Tests.Simulation.Sweeps;

public class SweepPlanTests
{
    private static readonly LinkSettings Plain = new() { BitsPerSecond = 1_000_000 };
    private static readonly LinkSettings Skipping = Plain with { SkipsWhileBusy = true };

    [Fact]
    public void Configurations_of_one_rate_and_size_are_one_job_and_links_that_skip_a_job_each()
    {
        var jobs = SweepPlan.Jobs(["a", "b"], Axes([Plain, Skipping, new LinkSettings()]));

        Assert.Equal(
            [
                "1 a 30 8 1mbit unlimited",
                "2 a 30 8 1mbit,skip",
                "3 a 60 8 1mbit unlimited",
                "4 a 60 8 1mbit,skip",
                "5 b 30 8 1mbit unlimited",
                "6 b 30 8 1mbit,skip",
                "7 b 60 8 1mbit unlimited",
                "8 b 60 8 1mbit,skip",
            ],
            jobs.Select(job =>
                $"{job.Number} {job.Trace} {job.PollsPerSecond} {job.RegionSize} {string.Join(' ', job.Links)}"
            ),
            StringComparer.Ordinal
        );
    }

    [Fact]
    public void With_only_links_that_skip_there_is_no_job_without_one() =>
        Assert.All(SweepPlan.Jobs(["a"], Axes([Skipping])), job => Assert.True(job.SkipsPolls));

    public static SweepAxes Axes(IReadOnlyList<LinkSettings> links) =>
        new()
        {
            Policies = ["pixels", "ordered", "link-time"],
            Codecs = ["raw", "lz4"],
            Wires = ["fixed", "compact"],
            Profiles = ["basic"],
            Rectangles = ["stack", "box"],
            PollsPerSecond = [30, 60],
            RegionSizes = [8],
            Links = links,
        };
}
