namespace TraceLab.Simulation.Pricing;

/// <summary>CPU time as a sum: so much for each item, pixel and byte. No part is negative.</summary>
public sealed record LinearCost
{
    public static readonly LinearCost Free = new();

    /// <summary>For each rectangle or primitive.</summary>
    public double ItemNanoseconds { get; init; }

    public double PixelNanoseconds { get; init; }

    /// <summary>For each encoded byte.</summary>
    public double ByteNanoseconds { get; init; }

    /// <summary>How far this was off its own measurements: mean of |predicted − measured| / measured.</summary>
    public double MeanError { get; init; }

    public double Nanoseconds(in WorkAmount work) =>
        (work.Items * ItemNanoseconds) + (work.Pixels * PixelNanoseconds) + (work.Bytes * ByteNanoseconds);
}

/// <summary>What something costs the encoder, and what it costs the client.</summary>
public sealed record TwoWayCost
{
    public required LinearCost Encode { get; init; }

    public required LinearCost Decode { get; init; }
}

/// <summary>An amount of one sort of work.</summary>
public readonly record struct WorkAmount(long Items, long Pixels, long Bytes)
{
    public WorkAmount Plus(long pixels, long bytes) => new(Items + 1, Pixels + pixels, Bytes + bytes);
}
