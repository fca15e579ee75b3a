using TraceLab.Results;

namespace TraceLab.Simulation.Sweeps;

/// <summary>What a sweep varies: every combination is one configuration. Each axis keeps the order it was given in.</summary>
public sealed record SweepAxes
{
    public required IReadOnlyList<string> Policies { get; init; }

    public required IReadOnlyList<string> Codecs { get; init; }

    public required IReadOnlyList<string> Wires { get; init; }

    /// <summary>Names of client profiles.</summary>
    public required IReadOnlyList<string> Profiles { get; init; }

    /// <summary>Names of rectangle rules.</summary>
    public required IReadOnlyList<string> Rectangles { get; init; }

    public required IReadOnlyList<int> PollsPerSecond { get; init; }

    public required IReadOnlyList<int> RegionSizes { get; init; }

    public required IReadOnlyList<LinkSettings> Links { get; init; }

    /// <summary>Configurations over one trace.</summary>
    public int Count =>
        Policies.Count
        * Codecs.Count
        * Wires.Count
        * Profiles.Count
        * Rectangles.Count
        * PollsPerSecond.Count
        * RegionSizes.Count
        * Links.Count;
}
