using ScottPlot;
using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Charts;

/// <summary>Cumulative bytes over time: where in the session the bytes went, and how far policies drift apart.</summary>
internal sealed class CumulativeChart : ITraceChart
{
    private const int MaxPoints = 2000;

    public string Name => "cumulative";

    public void Draw(Figure figure, TraceComparison trace)
    {
        var plot = figure.AddPlot(Figure.UsualHeight);
        var scale = ByteScale.For(trace.Runs.Max(run => run.Totals.EncodedBytes));
        ChartStyle.Apply(
            plot,
            ChartStyle.Title(trace, "cumulative bytes over time"),
            "Time in the session (s)",
            $"Bytes sent so far ({scale.Unit})"
        );
        var end = TimeAxis.EndSeconds(trace);
        var colors = ChartPalette.OfRuns(trace.Runs);
        for (var index = 0; index < trace.Runs.Count; index++)
        {
            var line = plot.Add.Scatter(Points(trace.Runs[index], scale, end), colors[index]);
            line.ConnectStyle = ConnectStyle.StepHorizontal;
            line.LineWidth = trace.Runs[index].IsBase ? 4 : 2.5f;
            line.LinePattern = LinePatterns.Of(index);
            line.MarkerSize = 0;
            line.LegendText = $"{trace.Runs[index].Label}: {Units.Bytes(trace.Runs[index].Totals.EncodedBytes)}";
        }

        plot.Axes.SetLimitsY(0, 1.05 * Math.Max(1, scale.Of(trace.Runs.Max(run => run.Totals.EncodedBytes))));
        TimeAxis.Apply(plot, trace);
        ChartStyle.LegendOutside(plot);
    }

    private static Coordinates[] Points(ComparedRun run, ByteScale scale, double end)
    {
        var frames = run.Result.Frames;
        var stride = Math.Max(1, (frames.Count + MaxPoints - 1) / MaxPoints);
        var points = new List<Coordinates> { new(0, 0) };
        long sum = 0;
        for (var index = 0; index < frames.Count; index++)
        {
            sum += frames[index].EncodedBytes;
            if (index % stride == stride - 1 || index == frames.Count - 1)
            {
                points.Add(new Coordinates(frames[index].TimeNanoseconds / 1e9, scale.Of(sum)));
            }
        }

        points.Add(new Coordinates(end, scale.Of(sum)));
        return [.. points];
    }
}
