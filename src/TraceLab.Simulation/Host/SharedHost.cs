using TraceLab.Results;

namespace TraceLab.Simulation.Host;

/// <summary>
/// Several virtual machines on one host (patent: "multiple VMs may be concurrently instantiated"): each has its own adapter,
/// driver and encoder; the CPU that encodes and the link that carries frames are shared, first come, first served. Machines
/// do not slow each other's polls down, so each can be simulated alone, anywhere, and only their frames are brought
/// together here, in order of time and then of machine. A single run over a link is a host with one machine.
/// </summary>
public static class SharedHost
{
    private const int RawBytesPerPixel = 3;

    /// <summary>Brings the finished runs of all machines together; names and runs go in pairs.</summary>
    public static HostResult Share(IReadOnlyList<(string Name, RunResult Run)> machines, HostOptions options)
    {
        var encoder = new SharedResource();
        var link = new LinkQueue(options.Link);
        var paths = machines.Select(_ => new DeliveryPath(encoder, link)).ToArray();
        var tallies = machines.Select(machine => new DeliveryTally(machine.Name, options.Link)).ToArray();
        var total = new DeliveryTally("total", options.Link);
        var end = machines.Count == 0 ? 0 : machines.Max(machine => machine.Run.DurationNanoseconds);
        foreach (var (machine, index) in InOrder(machines))
        {
            var run = machines[machine].Run;
            var frame = run.Frames[index];
            var timing = index < run.Timings.Count ? run.Timings[index] : default;
            if (options.EncodePixelsPerSecond != 0)
            {
                var pixels = frame.RawBytes / RawBytesPerPixel;
                timing = timing with { EncodeNanoseconds = Rates.Nanoseconds(pixels, options.EncodePixelsPerSecond) };
            }

            var shown = paths[machine]
                .Deliver(frame.TimeNanoseconds, timing.EncodeNanoseconds, frame.EncodedBytes, timing.DecodeNanoseconds);
            var delivered = new DeliveredFrame
            {
                PollNanoseconds = frame.TimeNanoseconds,
                EncodedBytes = frame.EncodedBytes,
                Timing = timing,
                LinkNanoseconds = link.ServiceNanoseconds(frame.EncodedBytes),
                ShownNanoseconds = shown,
                PollIntervalNanoseconds = Rates.Nanoseconds(1, run.Settings.PollsPerSecond),
            };
            tallies[machine].Add(delivered);
            total.Add(delivered);
            end = Math.Max(end, shown);
        }

        return new HostResult([.. tallies.Select(tally => tally.Build(end))], total.Build(end));
    }

    private static IEnumerable<(int Machine, int Frame)> InOrder(
        IReadOnlyList<(string Name, RunResult Run)> machines
    ) =>
        from machine in Enumerable.Range(0, machines.Count)
        from frame in Enumerable.Range(0, machines[machine].Run.Frames.Count)
        orderby machines[machine].Run.Frames[frame].TimeNanoseconds, machine
        select (machine, frame);
}
