using ScottPlot;

namespace TraceLab.Analysis.Charts;

/// <summary>The time axis that charts over time share: the whole session, and a little room at both ends.</summary>
internal static class TimeAxis
{
    public static double EndSeconds(TraceComparison trace)
    {
        var last = trace.Runs.SelectMany(run => run.Result.Frames).Select(frame => frame.TimeNanoseconds);
        return Math.Max(0.001, last.Append(trace.DurationNanoseconds).Max() / 1e9);
    }

    public static void Apply(Plot plot, TraceComparison trace)
    {
        var end = EndSeconds(trace);
        plot.Axes.SetLimitsX(-0.01 * end, 1.01 * end);
    }
}
