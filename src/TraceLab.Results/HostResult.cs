namespace TraceLab.Results;

/// <summary>What several virtual machines share on one host. 0 means that a resource is unlimited.</summary>
public sealed record HostOptions
{
    /// <summary>The link to the clients, in bits a second.</summary>
    public long LinkBitsPerSecond { get; init; }

    /// <summary>The encoders' CPU budget: changed pixels handled a second, all machines together.</summary>
    public long EncodePixelsPerSecond { get; init; }
}

/// <summary>What one virtual machine, or all of them, got out of the host.</summary>
/// <param name="Name">The machine's name; <c>total</c> for all.</param>
/// <param name="Frames">Frames sent.</param>
/// <param name="EncodedBytes">Bytes sent.</param>
/// <param name="CpuNanoseconds">Time its frames held the CPU.</param>
/// <param name="LinkNanoseconds">Time its frames held the link.</param>
/// <param name="LateFrames">Frames that reached the client later than one poll interval after their poll.</param>
/// <param name="DelayNanoseconds">From poll to the last byte at the client.</param>
public sealed record HostShare(
    string Name,
    long Frames,
    long EncodedBytes,
    long CpuNanoseconds,
    long LinkNanoseconds,
    long LateFrames,
    Distribution DelayNanoseconds
);

/// <summary>A host's result: each machine, then the total.</summary>
/// <param name="Machines">In the order in which they were named.</param>
/// <param name="Total">All frames of all machines.</param>
/// <param name="DurationNanoseconds">Until the last session ended or the last frame arrived.</param>
public sealed record HostResult(IReadOnlyList<HostShare> Machines, HostShare Total, long DurationNanoseconds);
