using ScottPlot;

namespace TraceLab.Analysis.Charts;

/// <summary>What all charts have in common: size, fonts, axes and legends.</summary>
internal static class ChartStyle
{
    /// <summary>All charts are as wide, so that pages of them line up.</summary>
    public const int Width = 1200;

    public const int UsualHeight = 700;

    /// <summary>Gives an empty plot its title and axes.</summary>
    /// <param name="plot">The plot to set up.</param>
    /// <param name="title">What is shown, and of what.</param>
    /// <param name="across">Axis name with its unit.</param>
    /// <param name="up">Axis name with its unit; null for rows that are labelled one by one.</param>
    public static void Apply(Plot plot, string title, string across, string? up)
    {
        plot.Font.Set(ChartFonts.Family);
        plot.Title(title, 20);
        plot.XLabel(across, 16);
        if (up is not null)
        {
            plot.YLabel(up, 16);
        }

        plot.Axes.Title.Label.Bold = true;
        plot.Axes.Title.Label.ForeColor = ChartPalette.Ink;
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.Bold = false;
            axis.Label.ForeColor = ChartPalette.Ink;
            axis.TickLabelStyle.FontSize = 14;
            axis.TickLabelStyle.ForeColor = ChartPalette.Ink;
            axis.FrameLineStyle.Color = ChartPalette.Muted;
        }

        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Grid.MajorLineColor = ChartPalette.Grid;
        plot.Axes.Right.MinimumSize = 24;
    }

    /// <summary>Puts the legend beside the data, never over it.</summary>
    public static void LegendOutside(Plot plot)
    {
        var panel = plot.ShowLegend(Edge.Right);
        panel.Alignment = Alignment.UpperLeft;
        panel.Padding = new PixelPadding(left: 12, right: 16, bottom: 0, top: 0);
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
        Style(plot.Legend);
    }

    private static void Style(Legend legend)
    {
        legend.FontName = ChartFonts.Family;
        legend.FontSize = 15;
        legend.FontColor = ChartPalette.Ink;
        legend.OutlineWidth = 0;
        legend.ShadowColor = Colors.Transparent;
        legend.BackgroundColor = Colors.Transparent;
    }
}
