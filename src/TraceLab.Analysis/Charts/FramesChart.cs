using ScottPlot;
using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Charts;

/// <summary>
/// Bytes per frame over time, a dot a frame on a logarithmic scale. Each run has a strip of its own, with the base behind
/// it, because policies that send the same would hide each other.
/// </summary>
internal sealed class FramesChart : ITraceChart
{
    private const int TitlePixels = 44;
    private const int AxisPixels = 64;
    private const int GapPixels = 16;
    private const int DecadePixels = 26;
    private const int LeastStripPixels = 130;
    private const int LeftPixels = 92;
    private const int RightPixels = 24;

    public string Name => "frames";

    public void Draw(Figure figure, TraceComparison trace)
    {
        var strips = trace.Runs.Count;
        var title = TitlePixels + ChartStyle.ExtraTitlePixels(trace);
        var room = Figure.UsualHeight - title - AxisPixels - (GapPixels * (strips - 1));
        var height = Math.Max(LeastStripPixels, room / strips);
        var colors = ChartPalette.OfRuns(trace.Runs);
        for (var index = 0; index < strips; index++)
        {
            var above = index == 0 ? title : 0;
            var below = index == strips - 1 ? AxisPixels : GapPixels;
            var spare = index == strips - 1 ? Math.Max(0, room - (height * strips)) : 0;
            var plot = figure.AddPlot(above + height + spare + below);
            ChartStyle.Apply(
                plot,
                index == 0 ? ChartStyle.Title(trace, "bytes per frame over time, logarithmic") : "",
                index == strips - 1 ? TimeLabel(trace) : "",
                ""
            );
            plot.Axes.Bottom.TickLabelStyle.IsVisible = index == strips - 1;
            DrawStrip(plot, height, trace, trace.Runs[index], colors[index]);
            plot.Layout.Fixed(new PixelPadding(LeftPixels, RightPixels, below, above));
        }
    }

    private static string TimeLabel(TraceComparison trace) =>
        trace.Runs.Any(run => run.Result.Frames.Count > FrameThinning.MaxFrames)
            ? "Time in the session (s); of each moment the largest and the smallest frame"
            : "Time in the session (s)";

    private static void DrawStrip(Plot plot, int height, TraceComparison trace, ComparedRun run, Color color)
    {
        var all = trace.Runs.SelectMany(one => one.Result.Frames.Select(frame => frame.EncodedBytes));
        var (low, high) = LogBytesAxis.Apply(plot.Axes.Left, all, maxLabels: height / DecadePixels);
        var behind = trace.Runs.FirstOrDefault(one => one.IsBase && one != run);
        if (behind is not null)
        {
            AddDots(plot, behind, trace, ChartPalette.Trimmed);
        }

        AddDots(plot, run, trace, color);

        // Room above the data for the strip's name.
        plot.Axes.SetLimitsY(low, high + (0.24 * (high - low)));
        TimeAxis.Apply(plot, trace);
        var name = plot.Add.Text(
            $"{run.Label}: median {Units.Bytes(run.BytesPerFrame.Median)}, largest {Units.Bytes(run.BytesPerFrame.Max)}"
                + (behind is null ? "" : $"  ({behind.Label} in grey)"),
            0,
            high + (0.12 * (high - low))
        );
        name.Alignment = Alignment.MiddleLeft;
        name.LabelFontSize = ChartStyle.TextSize;
        name.LabelBold = true;
        name.LabelFontColor = ChartPalette.Ink;
    }

    private static void AddDots(Plot plot, ComparedRun run, TraceComparison trace, Color color)
    {
        var frames = FrameThinning.Of(run.Result.Frames, trace.DurationNanoseconds);
        var dots = plot.Add.ScatterPoints(
            frames.Select(frame => frame.TimeNanoseconds / 1e9).ToArray(),
            frames.Select(frame => LogBytesAxis.Position(frame.EncodedBytes)).ToArray(),
            color
        );
        dots.MarkerShape = MarkerShape.FilledCircle;
        dots.MarkerSize = frames.Count > 400 ? 4 : 6;
    }
}
