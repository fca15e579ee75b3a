using ScottPlot;
using TraceLab.Analysis.Charts;

namespace TraceLab.Tests.Analysis.Charts;

public class FigureTests
{
    [Fact]
    public void Drawing_twice_gives_the_same_bytes()
    {
        using var first = Sample();
        using var second = Sample();

        Assert.Equal(first.Png(), second.Png());
        Assert.Equal(first.Svg(), second.Svg());
        Assert.Equal(first.Svg(), first.Svg());
    }

    [Fact]
    public void The_fonts_are_those_of_the_assembly()
    {
        using var figure = Sample();

        Assert.Equal("DejaVu Sans", Fonts.Default);
        Assert.Contains("font-family=\"DejaVu Sans, Verdana, sans-serif\"", figure.Svg());
        Assert.Contains(Fonts.FontResolvers, resolver => resolver is ChartFonts);
    }

    [Fact]
    public void Regular_and_bold_text_differ_in_width()
    {
        var fonts = new ChartFonts();
        using var regular = new SkiaSharp.SKFont(fonts.CreateTypeface("DejaVu Sans", bold: false, italic: false), 15);
        using var bold = new SkiaSharp.SKFont(fonts.CreateTypeface("DejaVu Sans", bold: true, italic: false), 15);

        Assert.Null(fonts.CreateTypeface("Arial", bold: false, italic: false));
        Assert.True(bold.MeasureText("regions") > regular.MeasureText("regions"));
    }

    [Fact]
    public void Lists_of_positions_end_as_svg_wants_them()
    {
        using var figure = Sample();

        Assert.DoesNotContain(", \"", figure.Svg());
        Assert.Contains("id=\"clip1\"", figure.Svg());
    }

    [Fact]
    public void Tidying_leaves_text_alone() =>
        Assert.Equal("<text>x=\"1, \" id=\"cl_\"</text>", SvgTidy.Tidy("<text>x=\"1, \" id=\"cl_\"</text>"));

    private static Figure Sample()
    {
        var figure = new Figure();
        var plot = figure.AddPlot(300);
        ChartStyle.Apply(plot, "A title", "Across (s)", "Up (%)");
        plot.Add.Scatter(new double[] { 1, 2, 3 }, new double[] { 3, 1, 2 });
        return figure;
    }
}
