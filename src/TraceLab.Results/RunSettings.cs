namespace TraceLab.Results;

/// <summary>What distinguishes one run over a trace from another.</summary>
public sealed record RunSettings
{
    /// <summary>The trace's name as reports show it: the file name without folder and extension.</summary>
    public required string Trace { get; init; }

    public required string Policy { get; init; }

    public required string Codec { get; init; }

    public required string Wire { get; init; }

    /// <summary>What the client can execute and keep, by name.</summary>
    public string Profile { get; init; } = "basic";

    /// <summary>How regions that go as pixels become rectangles, by name.</summary>
    public string Rectangles { get; init; } = "stack";

    public int PollsPerSecond { get; init; } = 60;

    /// <summary>Edge of a region in pixels.</summary>
    public int RegionSize { get; init; } = 8;

    /// <summary>Whether the client was compared with the primary framebuffer after every frame.</summary>
    public bool Checked { get; init; } = true;

    /// <summary>The link that frames go over; null where nobody asked what they take in time.</summary>
    public LinkSettings? Link { get; init; }

    /// <summary>The name of the cost profile that prices CPU time; null where nobody asked.</summary>
    public string? CostProfile { get; init; }
}
