using ScottPlot;

namespace TraceLab.Analysis.Charts;

/// <summary>One chart of one trace with all its runs. A further chart is a class and a line in <see cref="ChartReport"/>.</summary>
internal interface ITraceChart
{
    /// <summary>The part of the file name after the trace's.</summary>
    string Name { get; }

    /// <param name="plot">An empty plot, owned by the caller.</param>
    /// <param name="trace">The runs to show.</param>
    /// <returns>The height in pixels it is meant to be seen at; the width is always <see cref="ChartStyle.Width"/>.</returns>
    int Draw(Plot plot, TraceComparison trace);
}
