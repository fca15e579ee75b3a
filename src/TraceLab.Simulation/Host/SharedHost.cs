using TraceLab.Results;

namespace TraceLab.Simulation.Host;

/// <summary>
/// Several virtual machines on one host (patent: "multiple VMs may be concurrently instantiated"): each has its own adapter,
/// driver and encoder; the CPU that encodes and the link that carries frames are shared, first come, first served. Machines
/// do not slow each other's polls down, so each can be simulated alone, anywhere, and only their frames are brought
/// together here, in order of time and then of machine.
/// </summary>
public static class SharedHost
{
    private const int RawBytesPerPixel = 3;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Brings the finished runs of all machines together; names and runs go in pairs.</summary>
    public static HostResult Share(IReadOnlyList<(string Name, RunResult Run)> machines, HostOptions options)
    {
        var cpu = new SharedResource(options.EncodePixelsPerSecond);
        var link = new SharedResource(options.LinkBitsPerSecond);
        var shares = machines.Select(machine => new ShareBuilder(machine.Name, machine.Run)).ToArray();
        var total = new ShareBuilder("total", run: null);
        var end = machines.Count == 0 ? 0 : machines.Max(machine => machine.Run.DurationNanoseconds);
        var frames =
            from index in Enumerable.Range(0, machines.Count)
            from frame in machines[index].Run.Frames
            orderby frame.TimeNanoseconds, index
            select (Machine: index, Frame: frame);
        foreach (var (machine, frame) in frames)
        {
            var pixels = frame.RawBytes / RawBytesPerPixel;
            var encoded = cpu.Serve(frame.TimeNanoseconds, pixels);
            var delivered = link.Serve(encoded, frame.EncodedBytes * 8);
            var cost = new FrameCost(
                frame.EncodedBytes,
                cpu.ServiceNanoseconds(pixels),
                link.ServiceNanoseconds(frame.EncodedBytes * 8),
                delivered - frame.TimeNanoseconds,
                NanosecondsPerSecond / machines[machine].Run.Settings.PollsPerSecond
            );
            shares[machine].Add(cost);
            total.Add(cost);
            end = Math.Max(end, delivered);
        }

        return new HostResult([.. shares.Select(share => share.Build())], total.Build(), end);
    }

    private readonly record struct FrameCost(long Bytes, long Cpu, long Link, long Delay, long Interval);

    private sealed class ShareBuilder(string name, RunResult? run)
    {
        private readonly List<long> _delays = run is null ? [] : new List<long>(run.Frames.Count);
        private long _bytes;
        private long _cpu;
        private long _link;
        private long _late;

        public void Add(in FrameCost cost)
        {
            _bytes += cost.Bytes;
            _cpu += cost.Cpu;
            _link += cost.Link;
            _late += cost.Delay > cost.Interval ? 1 : 0;
            _delays.Add(cost.Delay);
        }

        public HostShare Build() => new(name, _delays.Count, _bytes, _cpu, _link, _late, Distribution.Of(_delays));
    }
}
