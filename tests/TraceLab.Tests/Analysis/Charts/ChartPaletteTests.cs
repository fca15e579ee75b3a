using ScottPlot;
using TraceLab.Analysis;
using TraceLab.Analysis.Charts;

namespace TraceLab.Tests.Analysis.Charts;

public class ChartPaletteTests
{
    [Fact]
    public void A_policy_has_the_same_colour_whatever_it_is_compared_with() =>
        Assert.Equal(Colors("pixels", "ordered")[1], Colors("size", "kind", "my-own", "ordered")[3]);

    [Fact]
    public void Policies_of_one_chart_differ()
    {
        string[] policies =
        [
            "pixels",
            "size",
            "kind",
            "ordered",
            "optimal",
            "primitives",
            "encoded-size",
            "own",
            "nwo",
        ];

        Assert.Equal(policies.Length, Colors(policies).Distinct().Count());
    }

    [Fact]
    public void Runs_of_one_policy_differ_in_lightness()
    {
        var runs = Comparison.Of([
            SampleRuns.Of(SampleRuns.Settings("ordered"), 1),
            SampleRuns.Of(SampleRuns.Settings("ordered") with { Codec = "zstd" }, 1),
        ]);

        var colors = ChartPalette.OfRuns([.. runs.Runs]);

        Assert.NotEqual(colors[0], colors[1]);
        Assert.True(colors[1].Luminance < colors[0].Luminance);
    }

    [Fact]
    public void Kinds_differ()
    {
        string[] kinds = ["fill", "copy", "image", "glyphs", "blend", "transparent", "rop3"];

        Assert.Equal(kinds.Length, ChartPalette.OfKinds(kinds).Values.Distinct().Count());
    }

    private static Color[] Colors(params string[] policies) =>
        ChartPalette.OfRuns([
            .. Comparison.Of([.. policies.Select(policy => SampleRuns.Of(SampleRuns.Settings(policy), 1))]).Runs,
        ]);
}
