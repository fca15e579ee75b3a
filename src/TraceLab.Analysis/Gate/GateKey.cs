using TraceLab.Results;

namespace TraceLab.Analysis.Gate;

/// <summary>What a baseline item is about: everything that tells one run from another.</summary>
public sealed record GateKey(
    string Trace,
    string Policy,
    string Codec,
    string Wire,
    int PollsPerSecond,
    int RegionSize,
    string Profile = GateKey.UsualProfile,
    string Rectangles = GateKey.UsualRectangles
)
{
    /// <summary>The client profile that files and words leave out.</summary>
    public const string UsualProfile = "basic";

    /// <summary>The rectangle rule that files and words leave out.</summary>
    public const string UsualRectangles = "stack";

    /// <summary>By trace, policy, codec, wire (ordinal), poll rate, region size, profile, rectangle rule: the order of baseline files.</summary>
    public static IComparer<GateKey> Order { get; } = Comparer<GateKey>.Create(Compare);

    /// <summary>The settings in words, without the trace.</summary>
    public string Settings =>
        $"{Policy}, {Codec}, {ModelledWires.Label(Wire)}, {PollsPerSecond} polls/s, {RegionSize}×{RegionSize}"
        + (Profile == UsualProfile ? "" : $", {Profile}")
        + (Rectangles == UsualRectangles ? "" : $", rectangles {Rectangles}");

    public static GateKey Of(RunSettings settings) =>
        new(
            settings.Trace,
            settings.Policy,
            settings.Codec,
            settings.Wire,
            settings.PollsPerSecond,
            settings.RegionSize,
            settings.Profile,
            settings.Rectangles
        );

    private static int Compare(GateKey one, GateKey other)
    {
        ReadOnlySpan<int> orders =
        [
            string.CompareOrdinal(one.Trace, other.Trace),
            string.CompareOrdinal(one.Policy, other.Policy),
            string.CompareOrdinal(one.Codec, other.Codec),
            string.CompareOrdinal(one.Wire, other.Wire),
            one.PollsPerSecond.CompareTo(other.PollsPerSecond),
            one.RegionSize.CompareTo(other.RegionSize),
            string.CompareOrdinal(one.Profile, other.Profile),
            string.CompareOrdinal(one.Rectangles, other.Rectangles),
        ];
        var first = orders.IndexOfAnyExcept(0);
        return first < 0 ? 0 : orders[first];
    }
}
