namespace TraceLab.Results;

/// <summary>What several virtual machines share on one host.</summary>
public sealed record HostOptions
{
    /// <summary>The link to the clients.</summary>
    public LinkSettings Link { get; init; } = new();

    /// <summary>
    /// The encoders' CPU budget: changed pixels handled a second, all machines together. 0 takes what the runs' cost profile
    /// says, and no time where they have none.
    /// </summary>
    public long EncodePixelsPerSecond { get; init; }
}

/// <summary>A host's result: each machine, then the total.</summary>
/// <param name="Machines">In the order in which they were named.</param>
/// <param name="Total">All frames of all machines.</param>
public sealed record HostResult(IReadOnlyList<Delivery> Machines, Delivery Total);
