using ScottPlot;
using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Charts;

/// <summary>Distribution of bytes per frame: for each size the share of frames that are no larger.</summary>
internal sealed class DistributionChart : ITraceChart
{
    private const int MaxPoints = 1000;

    public string Name => "distribution";

    public void Draw(Figure figure, TraceComparison trace)
    {
        var plot = figure.AddPlot(Figure.UsualHeight);
        ChartStyle.Apply(
            plot,
            ChartStyle.Title(trace, "distribution of bytes per frame"),
            "Bytes of one frame (logarithmic)",
            "Frames that are no larger (%)"
        );
        var all = trace.Runs.SelectMany(run => run.Result.Frames.Select(frame => frame.EncodedBytes));
        var (low, high) = LogBytesAxis.Apply(plot.Axes.Bottom, all, maxLabels: 12);
        var colors = ChartPalette.OfRuns(trace.Runs);
        for (var index = 0; index < trace.Runs.Count; index++)
        {
            var line = plot.Add.Scatter(Points(trace.Runs[index], low, high), colors[index]);
            line.ConnectStyle = ConnectStyle.StepHorizontal;
            line.LineWidth = trace.Runs[index].IsBase ? 4 : 2.5f;
            line.LinePattern = LinePatterns.Of(index);
            line.MarkerSize = 0;
            line.LegendText =
                $"{trace.Runs[index].Label}: median {Units.Bytes(trace.Runs[index].BytesPerFrame.Median)}";
        }

        plot.Axes.SetLimitsY(0, 102);
        plot.Axes.SetLimitsX(low, high);
        ChartStyle.LegendOutside(plot);
    }

    private static Coordinates[] Points(ComparedRun run, double low, double high)
    {
        var sorted = run.Result.Frames.Select(frame => frame.EncodedBytes).Order().ToArray();
        var stride = Math.Max(1, (sorted.Length + MaxPoints - 1) / MaxPoints);
        var points = new List<Coordinates> { new(low, 0) };
        for (var index = 0; index < sorted.Length; index++)
        {
            if (index % stride == stride - 1 || index == sorted.Length - 1)
            {
                var share = 100.0 * (index + 1) / sorted.Length;
                points.Add(new Coordinates(LogBytesAxis.Position(sorted[index]), share));
            }
        }

        points.Add(new Coordinates(high, sorted.Length == 0 ? 0 : 100));
        return [.. points];
    }
}
