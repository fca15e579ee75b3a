using TraceLab.Results;

namespace TraceLab.Simulation.Host;

/// <summary>What a finished run takes in time: a host with one machine.</summary>
public static class RunPricing
{
    /// <summary>How a priced run's frames came to its client over a link; null is one without limits.</summary>
    public static Delivery Deliver(RunResult run, LinkSettings? link) =>
        SharedHost.Share([(run.Settings.Trace, run)], new HostOptions { Link = link ?? new LinkSettings() }).Machines[
            0
        ];

    /// <summary>The same frames over another link. Only for a link that does not change what the encoder sends.</summary>
    public static RunResult Over(RunResult run, LinkSettings link)
    {
        var other = run.With(run.Settings with { Link = link });
        other.Delivery = Deliver(other, link);
        return other;
    }
}
