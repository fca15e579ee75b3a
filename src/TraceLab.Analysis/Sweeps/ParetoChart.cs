using ScottPlot;
using TraceLab.Analysis.Charts;

namespace TraceLab.Analysis.Sweeps;

/// <summary>
/// Every configuration of a sweep as a point, bytes against CPU time, coloured by policy; the front, below and left of which
/// there is nothing lossless, is joined; lossy ones are open circles. Links that do not change what is sent put points on each other.
/// </summary>
internal static class ParetoChart
{
    public static void Draw(Figure figure, IReadOnlyList<SweepScore> scores)
    {
        var plot = figure.AddPlot(Figure.UsualHeight);
        var traces = scores.Max(score => score.Traces);
        ChartStyle.Apply(
            plot,
            $"Bytes against CPU time, {scores.Count} configurations over {traces} traces",
            "CPU time of encoder and client by the cost profile (ms, logarithmic)",
            "Bytes sent (logarithmic)"
        );
        var (low, high) = LogBytesAxis.Apply(plot.Axes.Left, scores.Select(score => score.EncodedBytes), maxLabels: 12);
        plot.Axes.SetLimitsY(low, high);
        LogMilliseconds(plot.Axes.Bottom, scores);
        var colors = ChartPalette.OfPolicies(scores.Select(score => score.Configuration.Policy));
        foreach (var policy in scores.GroupBy(score => (score.Configuration.Policy, score.IsLossy)))
        {
            var points = plot.Add.ScatterPoints(policy.Select(Place).ToArray(), colors[policy.Key.Policy]);
            points.MarkerSize = 8;
            points.MarkerShape = policy.Key.IsLossy ? MarkerShape.OpenCircle : MarkerShape.FilledCircle;
            points.LegendText = policy.Key.Policy + (policy.Key.IsLossy ? ", lossy" : "");
        }

        DrawFront(plot, scores.Where(score => !score.IsLossy));
        ChartStyle.LegendOutside(plot);
    }

    private static Coordinates Place(SweepScore score) =>
        new(Milliseconds(score), LogBytesAxis.Position(score.EncodedBytes));

    private static double Milliseconds(SweepScore score) => Math.Log10(Math.Max(1, score.PricedCpuNanoseconds) / 1e6);

    // One front for all links together, in the order of bytes.
    private static void DrawFront(Plot plot, IEnumerable<SweepScore> scores)
    {
        var least = double.MaxValue;
        var front = new List<Coordinates>();
        foreach (var score in scores)
        {
            var place = Place(score);
            if (place.X < least)
            {
                front.Add(place);
                least = place.X;
            }
        }

        var line = plot.Add.Scatter(front.ToArray(), ChartPalette.Ink);
        line.LineWidth = 1.5f;
        line.MarkerSize = 0;
        line.LegendText = "front";
    }

    private static void LogMilliseconds(IAxis axis, IReadOnlyList<SweepScore> scores)
    {
        var low = Math.Floor(scores.Min(Milliseconds));
        var high = Math.Max(low + 1, Math.Ceiling(scores.Max(Milliseconds)));
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (var decade = (int)low; decade <= (int)high; decade++)
        {
            ticks.AddMajor(decade, $"{Math.Pow(10, decade):0.######}");
            for (var step = 2; step <= 9 && decade < (int)high; step++)
            {
                ticks.AddMinor(decade + Math.Log10(step));
            }
        }

        axis.TickGenerator = ticks;
        axis.Min = low;
        axis.Max = high;
    }
}
