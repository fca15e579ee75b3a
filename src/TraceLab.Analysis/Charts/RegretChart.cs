using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Charts;

/// <summary>Bytes that each policy sent beyond the best choice for the same frames.</summary>
internal sealed class RegretChart : ITraceChart
{
    public string Name => "regret";

    public void Draw(Figure figure, TraceComparison trace)
    {
        var plot = figure.AddPlot(BarRows.Height(trace.Runs.Count));
        var largest = trace.Runs.Max(run => Math.Max(0, run.RegretBytes ?? 0));
        var scale = ByteScale.For(largest);
        ChartStyle.Apply(
            plot,
            ChartStyle.Title(trace, "regret: bytes beyond the best choice, per policy"),
            $"Bytes in the whole session beyond {TraceComparison.OptimalPolicy} ({scale.Unit})",
            up: ""
        );
        var colors = ChartPalette.OfRuns(trace.Runs);
        var rows = trace.Runs.Select((run, index) => Row(run, scale, colors[index])).ToArray();
        BarRows.Draw(plot, rows, scale.Of(largest));
    }

    private static BarRow Row(ComparedRun run, ByteScale scale, ScottPlot.Color color) =>
        run.RegretBytes is { } regret
            ? new BarRow(
                run.Label,
                $"{Units.Bytes(regret)}, {Units.Percent(run.RegretRatio)} of the least bytes",
                [(scale.Of(Math.Max(0, regret)), color)]
            )
            : new BarRow(run.Label, $"unknown: {TraceComparison.OptimalPolicy} was not compared", []);
}
