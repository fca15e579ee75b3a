using ScottPlot;

namespace TraceLab.Analysis.Charts;

/// <summary>A row of <see cref="BarRows"/>: what it is and its numbers in words, and a bar of segments below.</summary>
internal sealed record BarRow(string Name, string Figures, IReadOnlyList<(double Length, Color Color)> Segments)
{
    /// <summary>Whether it opens a group; then there is no bar.</summary>
    public bool IsHeading { get; init; }

    public static BarRow Heading(string name, string figures) => new(name, figures, []) { IsHeading = true };
}

/// <summary>
/// Stacked bars that lie, with the numbers written above each: short bars stay readable, and nothing has to be guessed
/// from lengths. The chart grows with its rows.
/// </summary>
internal static class BarRows
{
    private const int FewestRows = 4;
    private const int RowPixels = 58;
    private const int FramePixels = 180;
    private const double BarThickness = 0.44;

    /// <summary>A height in pixels that shows so many rows.</summary>
    public static int Height(int rows) => Math.Max(Figure.UsualHeight, FramePixels + (RowPixels * rows));

    public static void Draw(Plot plot, IReadOnlyList<BarRow> rows, double longest)
    {
        var bars = new List<Bar>();
        for (var index = 0; index < rows.Count; index++)
        {
            var bottom = -index - 0.95;
            AddBar(bars, rows[index], bottom + (BarThickness / 2));
            AddText(plot, rows[index], rows[index].IsHeading ? bottom : bottom + BarThickness);
        }

        if (bars.Count > 0)
        {
            plot.Add.Bars(bars);
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.EmptyTickGenerator();
        plot.Axes.Left.MinimumSize = 24;
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.SetLimitsX(0, 1.02 * (longest > 0 ? longest : 1));
        plot.Axes.SetLimitsY(-Math.Max(FewestRows, rows.Count) - 0.1, 0);
    }

    private static void AddBar(List<Bar> bars, BarRow row, double middle)
    {
        double start = 0;
        foreach (var (length, color) in row.Segments.Where(segment => segment.Length > 0))
        {
            bars.Add(
                new Bar
                {
                    Position = middle,
                    ValueBase = start,
                    Value = start + length,
                    Size = BarThickness,
                    FillColor = color,
                    LineWidth = 0,
                    Orientation = Orientation.Horizontal,
                }
            );
            start += length;
        }
    }

    // The name in bold, the figures after it.
    private static void AddText(Plot plot, BarRow row, double bottom)
    {
        var name = plot.Add.Text(row.Name, 0, bottom);
        Style(name, row.IsHeading ? ChartStyle.TextSize + 2 : ChartStyle.TextSize);
        name.LabelBold = true;
        using var paint = Paint.NewDisposablePaint();
        var figures = plot.Add.Text(row.Figures, 0, bottom);
        Style(figures, ChartStyle.TextSize);
        figures.OffsetX += name.LabelStyle.Measure(paint).Width + 10;
    }

    private static void Style(ScottPlot.Plottables.Text text, float size)
    {
        text.LabelFontSize = size;
        text.LabelFontColor = ChartPalette.Ink;
        text.Alignment = Alignment.LowerLeft;
        text.OffsetX = 3;
        text.OffsetY = -3;
    }
}
