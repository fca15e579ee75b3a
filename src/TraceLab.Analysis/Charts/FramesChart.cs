using ScottPlot;

namespace TraceLab.Analysis.Charts;

/// <summary>Bytes per frame over time: a dot a frame, on a logarithmic scale.</summary>
internal sealed class FramesChart : ITraceChart
{
    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.OpenCircle,
        MarkerShape.FilledTriangleUp,
        MarkerShape.FilledSquare,
        MarkerShape.FilledCircle,
        MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown,
    ];

    public string Name => "frames";

    public int Draw(Plot plot, TraceComparison trace)
    {
        var thinned = trace.Runs.Any(run => run.Result.Frames.Count > FrameThinning.MaxFrames);
        ChartStyle.Apply(
            plot,
            $"{trace.Trace}: bytes per frame over time" + (thinned ? " (largest and smallest of each moment)" : ""),
            "Time in the session (s)",
            "Bytes of one frame (logarithmic)"
        );
        var colors = ChartPalette.OfRuns(trace.Runs);
        for (var index = 0; index < trace.Runs.Count; index++)
        {
            var run = trace.Runs[index];
            var frames = FrameThinning.Of(run.Result.Frames, trace.DurationNanoseconds);
            var dots = plot.Add.ScatterPoints(
                frames.Select(frame => frame.TimeNanoseconds / 1e9).ToArray(),
                frames.Select(frame => LogBytesAxis.Position(frame.EncodedBytes)).ToArray(),
                colors[index]
            );
            dots.MarkerShape = Shapes[index % Shapes.Length];
            dots.MarkerSize = frames.Count > 400 ? 4 : 7;
            dots.MarkerLineWidth = 1.5f;
            dots.LegendText = run.Label;
        }

        var bytes = trace.Runs.SelectMany(run => run.Result.Frames.Select(frame => frame.EncodedBytes));
        LogBytesAxis.Apply(plot.Axes.Left, bytes);
        TimeAxis.Apply(plot, trace);
        ChartStyle.LegendOutside(plot);
        return ChartStyle.UsualHeight;
    }
}
