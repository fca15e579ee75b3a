using TraceLab.Results;
using TraceLab.Simulation.Wires;

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

    /// <summary>Every codec on every wire that carries it.</summary>
    public IEnumerable<(string Codec, string Wire)> Carriages => Pairs.Where(pair => IsCarried(pair.Codec, pair.Wire));

    /// <summary>The combinations of codec and wire that are left out.</summary>
    public IEnumerable<(string Codec, string Wire)> Uncarried => Pairs.Where(pair => !IsCarried(pair.Codec, pair.Wire));

    /// <summary>Configurations over one trace.</summary>
    public int Count =>
        Policies.Count
        * Carriages.Count()
        * Profiles.Count
        * Rectangles.Count
        * PollsPerSecond.Count
        * RegionSizes.Count
        * Links.Count;

    private IEnumerable<(string Codec, string Wire)> Pairs =>
        from codec in Codecs
        from wire in Wires
        select (codec, wire);

    private static bool IsCarried(string codec, string wire) => WireFormats.Carries(wire, codec);
}
