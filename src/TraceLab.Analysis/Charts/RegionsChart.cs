using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Charts;

/// <summary>Regions marked, trimmed and sent per policy; those sent, as pixels or carried by primitives.</summary>
internal sealed class RegionsChart : ITraceChart
{
    public string Name => "regions";

    public void Draw(Figure figure, TraceComparison trace)
    {
        var plot = figure.AddPlot(BarRows.Height(trace.Runs.Count));
        ChartStyle.Apply(
            plot,
            ChartStyle.Title(trace, "regions marked, trimmed and sent, per policy"),
            "Regions in the whole session",
            up: ""
        );
        ChartStyle.LegendBelow(
            plot,
            [
                ("sent, carried by primitives", ChartPalette.Primitive),
                ("sent as pixels", ChartPalette.Pixel),
                ("trimmed", ChartPalette.Trimmed),
            ]
        );
        var rows = trace.Runs.Select(Row).ToArray();
        BarRows.Draw(plot, rows, rows.Max(row => row.Segments.Sum(segment => segment.Length)));
    }

    private static BarRow Row(ComparedRun run)
    {
        var totals = run.Totals;

        // Repaired regions go as pixels without being among the sent ones, so the difference could fall below zero.
        var carried = Math.Max(0, totals.RegionsSent - totals.RegionsAsPixels);
        return new BarRow(
            run.Label,
            $"{Units.Count(totals.RegionsMarked)} marked: {Units.Count(totals.RegionsTrimmed)} trimmed, "
                + $"{Units.Count(totals.RegionsSent)} sent; {Units.Count(totals.RegionsAsPixels)} went as pixels",
            [
                (carried, ChartPalette.Primitive),
                (totals.RegionsAsPixels, ChartPalette.Pixel),
                (totals.RegionsTrimmed, ChartPalette.Trimmed),
            ]
        );
    }
}
