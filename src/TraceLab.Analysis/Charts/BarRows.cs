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
    private const int FewestRows = 5;
    private const int RowPixels = 58;
    private const int FramePixels = 180;
    private const double BarThickness = 0.44;

    /// <returns>The height in pixels that shows all rows.</returns>
    public static int Draw(Plot plot, IReadOnlyList<BarRow> rows, double longest)
    {
        var bars = new List<Bar>();
        for (var index = 0; index < rows.Count; index++)
        {
            AddRow(plot, bars, rows[index], top: -index);
        }

        if (bars.Count > 0)
        {
            plot.Add.Bars(bars);
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.EmptyTickGenerator();
        plot.Axes.Left.MinimumSize = 24;
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.SetLimitsX(0, 1.02 * (longest > 0 ? longest : 1));
        plot.Axes.SetLimitsY(-Math.Max(FewestRows, rows.Count) - 0.05, 0.1);
        return Math.Max(ChartStyle.UsualHeight, FramePixels + (RowPixels * rows.Count));
    }

    private static void AddRow(Plot plot, List<Bar> bars, BarRow row, double top)
    {
        var middle = top - 0.95 + (BarThickness / 2);
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

        var text = row.Figures.Length == 0 ? row.Name : $"{row.Name}  ·  {row.Figures}";
        var label = plot.Add.Text(text, 0, row.IsHeading ? top - 0.92 : middle + (BarThickness / 2));
        label.LabelFontName = ChartFonts.Family;
        label.LabelFontSize = 15;
        label.LabelBold = row.IsHeading;
        label.LabelFontColor = ChartPalette.Ink;
        label.Alignment = Alignment.LowerLeft;
        label.OffsetX = 3;
        label.OffsetY = -3;
    }
}
