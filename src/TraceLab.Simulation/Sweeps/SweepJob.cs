using TraceLab.Results;

namespace TraceLab.Simulation.Sweeps;

/// <summary>
/// The smallest part of a sweep that is done as a whole: all configurations over one trace that share decoding, execution
/// and trimming, because poll rate and region size are the same and no link makes the encoder leave polls out. Links that
/// do are a job each.
/// </summary>
public sealed record SweepJob
{
    /// <summary>1, 2, 3 … within the sweep.</summary>
    public required int Number { get; init; }

    public required string Trace { get; init; }

    public required int PollsPerSecond { get; init; }

    public required int RegionSize { get; init; }

    /// <summary>The links of the job: any number that do not skip polls, or one that does.</summary>
    public required IReadOnlyList<LinkSettings> Links { get; init; }

    public bool SkipsPolls => Links[0].SkipsWhileBusy;
}

/// <summary>All jobs of a sweep, in the order of its rows: by trace, poll rate, region size, then link.</summary>
public static class SweepPlan
{
    public static IReadOnlyList<SweepJob> Jobs(IReadOnlyList<string> traces, SweepAxes axes)
    {
        var links = axes.Links.Where(link => !link.SkipsWhileBusy).ToArray();
        var groups = axes.Links.Where(link => link.SkipsWhileBusy).Select(link => new[] { link });
        var linkGroups = (links.Length == 0 ? groups : groups.Prepend(links)).ToArray();
        var jobs =
            from trace in traces
            from polls in axes.PollsPerSecond
            from size in axes.RegionSizes
            from linkGroup in linkGroups
            select (trace, polls, size, linkGroup);
        return
        [
            .. jobs.Select(
                (job, index) =>
                    new SweepJob
                    {
                        Number = index + 1,
                        Trace = job.trace,
                        PollsPerSecond = job.polls,
                        RegionSize = job.size,
                        Links = job.linkGroup,
                    }
            ),
        ];
    }
}
