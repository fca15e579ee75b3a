using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Charts;

/// <summary>Across traces: bytes per frame of each policy as a share of the base's.</summary>
internal static class OverviewChart
{
    public const string Name = "overview";

    public static void Draw(Figure figure, Comparison comparison)
    {
        var rows = comparison.Traces.SelectMany(Rows).ToArray();
        var plot = figure.AddPlot(BarRows.Height(rows.Length));
        ChartStyle.Apply(
            plot,
            $"Bytes per frame, relative to {comparison.BasePolicy}",
            $"Share of the bytes per frame that {comparison.BasePolicy} sends (%)",
            up: ""
        );
        var longest = comparison.Runs.Max(run => run.RatioToBase ?? 0) * 100;
        plot.Add.VerticalLine(100, 1.5f, ChartPalette.Muted, ScottPlot.LinePattern.Dashed);
        BarRows.Draw(plot, rows, Math.Max(100, longest));
    }

    private static IEnumerable<BarRow> Rows(TraceComparison trace)
    {
        var bases = trace
            .Runs.Where(run => run.IsBase)
            .Select(run => $"{run.Label}: {Units.Bytes(run.BytesPerFrame.Mean)} a frame");
        yield return BarRow.Heading(
            ChartStyle.Short(trace.Trace) + (trace.Losses.Count > 0 ? " (lost data)" : ""),
            string.Join(", ", bases)
        );
        var colors = ChartPalette.OfRuns(trace.Runs);
        for (var index = 0; index < trace.Runs.Count; index++)
        {
            var run = trace.Runs[index];
            if (!run.IsBase)
            {
                yield return new BarRow(
                    run.Label,
                    $"{Units.Percent(run.RatioToBase)}, {Units.Bytes(run.BytesPerFrame.Mean)} a frame",
                    [((run.RatioToBase ?? 0) * 100, colors[index])]
                );
            }
        }
    }
}
