using ScottPlot;

namespace TraceLab.Analysis.Charts;

/// <summary>
/// Colours that people with colour vision deficiencies can tell apart (Okabe and Ito's set, without its yellow, which is
/// too pale for lines on white). A policy, a cause and a kind have the same colour in every chart.
/// </summary>
internal static class ChartPalette
{
    public static readonly Color Ink = Color.FromHex("#222222");
    public static readonly Color Muted = Color.FromHex("#6B6B6B");
    public static readonly Color Grid = Color.FromHex("#E4E4E4");

    public static readonly Color Primitive = Color.FromHex("#0072B2");
    public static readonly Color Pixel = Color.FromHex("#E69F00");
    public static readonly Color Cache = Color.FromHex("#CC79A7");
    public static readonly Color Framing = Color.FromHex("#8C8C8C");
    public static readonly Color Trimmed = Color.FromHex("#D3D3D3");

    private static readonly Color[] Others =
    [
        Color.FromHex("#CC79A7"),
        Color.FromHex("#009E73"),
        Color.FromHex("#D55E00"),
        Color.FromHex("#000000"),
        Color.FromHex("#7F5F2A"),
        Color.FromHex("#5B4A9E"),
    ];

    private static readonly Dictionary<string, Color> Policies = new(StringComparer.Ordinal)
    {
        ["pixels"] = Color.FromHex("#6B6B6B"),
        ["size"] = Color.FromHex("#E69F00"),
        ["kind"] = Color.FromHex("#56B4E9"),
        ["ordered"] = Color.FromHex("#0072B2"),
        ["optimal"] = Color.FromHex("#009E73"),
        ["primitives"] = Color.FromHex("#CC79A7"),
        ["encoded-size"] = Color.FromHex("#D55E00"),
        ["detect"] = Color.FromHex("#000000"),
        ["link-time"] = Color.FromHex("#7F5F2A"),
    };

    private static readonly Dictionary<string, Color> Kinds = new(StringComparer.Ordinal)
    {
        ["fill"] = Color.FromHex("#009E73"),
        ["copy"] = Color.FromHex("#CC79A7"),
        ["image"] = Color.FromHex("#56B4E9"),
        ["glyphs"] = Color.FromHex("#D55E00"),
        ["blend"] = Color.FromHex("#000000"),
        ["transparent"] = Color.FromHex("#7F5F2A"),
        ["rop3"] = Color.FromHex("#5B4A9E"),
    };

    /// <summary>Colours for runs of one chart: by policy, darker for each further run of the same policy.</summary>
    public static Color[] OfRuns(IReadOnlyList<ComparedRun> runs)
    {
        var byPolicy = OfNames(Policies, runs.Select(run => run.Settings.Policy));
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var colors = new Color[runs.Count];
        for (var index = 0; index < colors.Length; index++)
        {
            var policy = runs[index].Settings.Policy;
            var repeat = used.GetValueOrDefault(policy);
            used[policy] = repeat + 1;
            colors[index] = byPolicy[policy];
            colors[index] = repeat == 0 ? colors[index] : colors[index].Darken(Math.Min(0.75, 0.25 * repeat));
        }

        return colors;
    }

    public static Dictionary<string, Color> OfPolicies(IEnumerable<string> policies) => OfNames(Policies, policies);

    public static Dictionary<string, Color> OfKinds(IEnumerable<string> kinds) => OfNames(Kinds, kinds);

    // A name without a colour of its own takes one by its letters, so that it is the same in every chart; the next free
    // one where another name of this chart has it already.
    private static Dictionary<string, Color> OfNames(Dictionary<string, Color> known, IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToArray();
        var colors = all.Where(known.ContainsKey)
            .ToDictionary(name => name, name => known[name], StringComparer.Ordinal);
        foreach (var name in all.Where(name => !known.ContainsKey(name)))
        {
            var first = (int)(name.Aggregate(17u, (hash, c) => unchecked((hash * 31) + c)) % (uint)Others.Length);
            var free = Enumerable
                .Range(0, Others.Length)
                .Select(step => Others[(first + step) % Others.Length])
                .Where(color => !colors.ContainsValue(color));
            colors[name] = free.Append(Others[first]).First();
        }

        return colors;
    }
}
