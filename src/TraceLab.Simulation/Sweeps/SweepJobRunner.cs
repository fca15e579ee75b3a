using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Host;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Policies;

namespace TraceLab.Simulation.Sweeps;

/// <summary>Does the work of a job once for all its configurations.</summary>
public sealed class SweepJobRunner(SweepAxes axes, MachineOptions machine, bool checks)
{
    /// <summary>
    /// The finished runs of a job, by policy, codec, wire, profile, rectangle rule and link in the order of the axes. What differs in nothing but the
    /// link was encoded once, unless its policy looks at the link.
    /// </summary>
    /// <param name="job">Which configurations.</param>
    /// <param name="events">The trace's events; may be enumerated several times.</param>
    /// <param name="threads">Threads that the job may use.</param>
    /// <param name="cancellation">Ends the work between two events.</param>
    public IReadOnlyList<RunResult> Run(
        SweepJob job,
        IEnumerable<SessionEvent> events,
        int threads,
        CancellationToken cancellation
    )
    {
        var options = machine with
        {
            PollsPerSecond = job.PollsPerSecond,
            RegionSize = job.RegionSize,
            Threads = threads,
            Link = job.SkipsPolls ? job.Links[0] : null,
        };
        var encoded = Encodings(job).Select(settings => new RunResult(settings)).ToArray();
        foreach (var runs in job.SkipsPolls ? encoded.Chunk(1) : [encoded])
        {
            using var simulator = new Simulator(options, runs);
            simulator.Play(events, cancellation);
        }

        return [.. encoded.SelectMany(run => OverLinks(run, job))];
    }

    private IEnumerable<RunSettings> Encodings(SweepJob job) =>
        from policy in axes.Policies
        from carriage in axes.Carriages
        from profile in axes.Profiles
        from rectangles in axes.Rectangles
        from link in DependsOnLink(policy) ? job.Links : job.Links.Take(1)
        select new RunSettings
        {
            Trace = job.Trace,
            Policy = policy,
            Codec = carriage.Codec,
            Wire = carriage.Wire,
            Profile = profile,
            Rectangles = rectangles,
            PollsPerSecond = job.PollsPerSecond,
            RegionSize = job.RegionSize,
            Link = link,
            CostProfile = machine.Costs?.Name,
            Checked = checks,
        };

    private bool DependsOnLink(string policy) => PolicyRegistry.DependsOnLink(policy, machine.OwnPolicies);

    private IEnumerable<RunResult> OverLinks(RunResult run, SweepJob job) =>
        DependsOnLink(run.Settings.Policy)
            ? [run]
            : job.Links.Select(link => link == run.Settings.Link ? run : RunPricing.Over(run, link));
}
