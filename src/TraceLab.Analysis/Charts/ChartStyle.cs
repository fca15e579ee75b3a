using ScottPlot;
using ScottPlot.TickGenerators;

namespace TraceLab.Analysis.Charts;

/// <summary>What all charts have in common: fonts, axes and legends.</summary>
internal static class ChartStyle
{
    public const int TextSize = 15;

    private const int LongestName = 40;

    /// <summary>A title for a chart of one trace. A loss is said first, and the name never runs off the chart.</summary>
    public static string Title(TraceComparison trace, string what) => $"{LossLine(trace)}{Short(trace.Trace)}: {what}";

    /// <summary>How much higher than usual the title is, in pixels.</summary>
    public static int ExtraTitlePixels(TraceComparison trace) => LossLine(trace).Length > 0 ? 26 : 0;

    private static string LossLine(TraceComparison trace) =>
        trace.Losses.Count > 0 ? "This trace lost data when it was recorded\n" : "";

    /// <summary>A name from a file name or a policy, cut and cleaned for drawing.</summary>
    public static string Short(string name)
    {
        // SVG is XML, which has no room for control characters.
        var clean = string.Concat(name.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return clean.Length <= LongestName ? clean : clean[..(LongestName - 1)] + "…";
    }

    /// <summary>Sets title, axis names and the house style on an empty plot.</summary>
    /// <param name="plot">The plot to set up.</param>
    /// <param name="title">What is shown, and of what; empty for none.</param>
    /// <param name="across">Axis name with its unit; empty for none.</param>
    /// <param name="up">Axis name with its unit; empty for none.</param>
    public static void Apply(Plot plot, string title, string across, string up)
    {
        plot.Title(title, 20);
        plot.Axes.Title.Label.Bold = true;
        plot.Axes.Title.Label.ForeColor = ChartPalette.Ink;
        plot.XLabel(across, 16);
        plot.YLabel(up, 16);
        Style(plot.Axes.Bottom);
        Style(plot.Axes.Left);
        plot.Axes.Bottom.TickGenerator = FewTicks();
        plot.Axes.Left.TickGenerator = FewTicks();
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Right.MinimumSize = 24;
        plot.Grid.MajorLineColor = ChartPalette.Grid;
    }

    /// <summary>Puts the legend beside the data, never over it.</summary>
    public static void LegendOutside(Plot plot)
    {
        var panel = plot.ShowLegend(Edge.Right);
        panel.Alignment = Alignment.UpperLeft;
        panel.Padding = new PixelPadding(left: 12, right: 16, bottom: 0, top: 0);
        plot.Legend.SymbolWidth = 40;
        Style(plot.Legend);
    }

    /// <summary>Puts the legend in one line under the axis.</summary>
    public static void LegendBelow(Plot plot, IEnumerable<(string Text, Color Color)> items)
    {
        foreach (var (text, color) in items)
        {
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = text, FillColor = color });
        }

        var panel = plot.ShowLegend(Edge.Bottom);
        panel.Alignment = Alignment.MiddleCenter;
        panel.Padding = new PixelPadding(left: 0, right: 0, bottom: 10, top: 4);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.TightHorizontalWrapping = true;
        plot.Legend.InterItemPadding = new PixelPadding(left: 0, right: 28, bottom: 0, top: 0);
        Style(plot.Legend);
    }

    private static void Style(IAxis axis)
    {
        axis.Label.Bold = false;
        axis.Label.ForeColor = ChartPalette.Ink;
        axis.TickLabelStyle.FontSize = 14;
        axis.TickLabelStyle.ForeColor = ChartPalette.Ink;
        axis.FrameLineStyle.Color = ChartPalette.Muted;
        axis.MajorTickStyle.Color = ChartPalette.Muted;
        axis.MinorTickStyle.Color = ChartPalette.Muted;
        ((ScottPlot.AxisPanels.AxisBase)axis).PaddingOutsideAxisLabels = new PixelPadding(8);
    }

    private static NumericAutomatic FewTicks() =>
        new() { TickDensity = 0.45, MinorTickGenerator = new EvenlySpacedMinorTickGenerator(1) };

    private static void Style(Legend legend)
    {
        legend.FontName = ChartFonts.Family;
        legend.FontSize = TextSize;
        legend.FontColor = ChartPalette.Ink;
        legend.OutlineWidth = 0;
        legend.ShadowColor = Colors.Transparent;
        legend.BackgroundColor = Colors.Transparent;
    }
}
