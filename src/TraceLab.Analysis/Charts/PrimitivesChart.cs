using ScottPlot;
using TraceLab.Analysis.Tables;
using TraceLab.Results;

namespace TraceLab.Analysis.Charts;

/// <summary>
/// The primitives' way from seen over isolated and legal in order to sent, stacked by kind. Stages that are the same for
/// every policy are drawn once, so that what a policy makes of them stands directly below.
/// </summary>
internal sealed class PrimitivesChart : ITraceChart
{
    public string Name => "primitives";

    public void Draw(Figure figure, TraceComparison trace)
    {
        var kinds = trace
            .Runs.SelectMany(run => run.Totals.WithUsualKinds())
            .Select(kind => kind.Key)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var colors = ChartPalette.OfKinds(kinds);
        var rows = new List<BarRow>();
        AddStage(rows, trace, colors, "seen", kind => kind.Seen);
        AddStage(rows, trace, colors, "isolated", kind => kind.Isolated);
        AddStage(rows, trace, colors, "legal in order", kind => kind.Legal);
        rows.AddRange(trace.Runs.Select(run => Row($"sent by {run.Label}", run, colors, kind => kind.Sent)));

        var plot = figure.AddPlot(BarRows.Height(rows.Count));
        ChartStyle.Apply(
            plot,
            ChartStyle.Title(trace, "primitives seen → isolated → legal in order → sent"),
            "Primitives in the whole session",
            up: ""
        );
        ChartStyle.LegendBelow(plot, kinds.Select(kind => (kind, colors[kind])));
        BarRows.Draw(plot, rows, trace.Runs.Max(run => run.Primitives.Seen));
    }

    private static void AddStage(
        List<BarRow> rows,
        TraceComparison trace,
        Dictionary<string, Color> colors,
        string stage,
        Func<KindTotals, long> count
    )
    {
        var perRun = trace.Runs.Select(run => Row(stage, run, colors, count)).ToArray();
        if (perRun.Select(row => row.Figures).Distinct(StringComparer.Ordinal).Count() == 1)
        {
            rows.Add(perRun[0]);
            return;
        }

        rows.AddRange(trace.Runs.Select((run, index) => perRun[index] with { Name = $"{stage} for {run.Label}" }));
    }

    private static BarRow Row(
        string name,
        ComparedRun run,
        Dictionary<string, Color> colors,
        Func<KindTotals, long> count
    )
    {
        var counts = colors
            .Keys.Select(kind => run.Totals.Primitives.TryGetValue(kind, out var totals) ? count(totals) : 0)
            .ToArray();
        var words = colors
            .Keys.Zip(counts)
            .Where(pair => pair.Second > 0)
            .Select(pair => $"{pair.First} {Units.Count(pair.Second)}");
        var total = Units.Count(counts.Sum());
        return new BarRow(
            name,
            counts.Sum() == 0 ? total : $"{total}: {string.Join(", ", words)}",
            [.. colors.Values.Zip(counts).Select(pair => ((double)pair.Second, pair.First))]
        );
    }
}
