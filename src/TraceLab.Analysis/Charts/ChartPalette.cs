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
    };

    /// <summary>Colours for runs of one chart: by policy, darker for each further run of the same policy.</summary>
    public static Color[] OfRuns(IReadOnlyList<ComparedRun> runs)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var colors = new Color[runs.Count];
        for (var index = 0; index < colors.Length; index++)
        {
            var policy = runs[index].Settings.Policy;
            var repeat = used.GetValueOrDefault(policy);
            used[policy] = repeat + 1;
            var color = OfPolicy(policy);
            colors[index] = repeat == 0 ? color : color.Darken(Math.Min(0.75, 0.25 * repeat));
        }

        return colors;
    }

    public static Color OfPolicy(string policy) => Named(Policies, policy);

    public static Color OfKind(string kind) => Named(Kinds, kind);

    // A name without a colour of its own takes one by its letters: the same in every chart and every run.
    private static Color Named(Dictionary<string, Color> colors, string name) =>
        colors.TryGetValue(name, out var color)
            ? color
            : Others[name.Aggregate(17u, (hash, c) => unchecked((hash * 31) + c)) % (uint)Others.Length];
}
