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

    public int Draw(Plot plot, TraceComparison trace)
    {
        ChartStyle.Apply(
            plot,
            $"{trace.Trace}: primitives seen → isolated → legal in order → sent",
            "Primitives in the whole session",
            up: null
        );
        var kinds = trace
            .Runs.SelectMany(run => run.Totals.WithUsualKinds())
            .Select(kind => kind.Key)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        ChartStyle.LegendBelow(plot, kinds.Select(kind => (kind, ChartPalette.OfKind(kind))));
        var rows = new List<BarRow>();
        AddStage(rows, trace, kinds, "seen", kind => kind.Seen);
        AddStage(rows, trace, kinds, "isolated", kind => kind.Isolated);
        AddStage(rows, trace, kinds, "legal in order", kind => kind.Legal);
        foreach (var run in trace.Runs)
        {
            rows.Add(Row($"sent by {run.Label}", run, kinds, kind => kind.Sent));
        }

        return BarRows.Draw(plot, rows, trace.Runs.Max(run => run.Primitives.Seen));
    }

    private static void AddStage(
        List<BarRow> rows,
        TraceComparison trace,
        string[] kinds,
        string stage,
        Func<KindTotals, long> count
    )
    {
        var perRun = trace.Runs.Select(run => Row(stage, run, kinds, count)).ToArray();
        if (perRun.Select(row => row.Figures).Distinct(StringComparer.Ordinal).Count() == 1)
        {
            rows.Add(perRun[0]);
            return;
        }

        rows.AddRange(trace.Runs.Select((run, index) => perRun[index] with { Name = $"{stage} for {run.Label}" }));
    }

    private static BarRow Row(string name, ComparedRun run, string[] kinds, Func<KindTotals, long> count)
    {
        var counts = kinds
            .Select(kind => run.Totals.Primitives.TryGetValue(kind, out var totals) ? count(totals) : 0)
            .ToArray();
        var words = kinds
            .Zip(counts)
            .Where(pair => pair.Second > 0)
            .Select(pair => $"{pair.First} {Units.Count(pair.Second)}");
        var total = Units.Count(counts.Sum());
        return new BarRow(
            name,
            counts.Sum() == 0 ? total : $"{total}: {string.Join(", ", words)}",
            [.. kinds.Zip(counts).Select(pair => ((double)pair.Second, ChartPalette.OfKind(pair.First)))]
        );
    }
}
