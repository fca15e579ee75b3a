namespace TraceLab.Analysis.Charts;

/// <summary>One chart of one trace with all its runs. A further chart is a class and a line in <see cref="ChartReport"/>.</summary>
internal interface ITraceChart
{
    /// <summary>The part of the file name after the trace's.</summary>
    string Name { get; }

    /// <param name="figure">An empty figure, owned by the caller.</param>
    /// <param name="trace">The runs to show.</param>
    void Draw(Figure figure, TraceComparison trace);
}
