namespace TraceLab.Analysis.Charts;

/// <summary>All charts, each as PNG and as SVG: <c>overview</c>, and per trace <c>TRACE-CHART</c>.</summary>
public sealed class ChartReport : IReport
{
    private static readonly ITraceChart[] PerTrace =
    [
        new FramesChart(),
        new CumulativeChart(),
        new DistributionChart(),
        new CausesChart(),
        new RegretChart(),
        new RegionsChart(),
        new PrimitivesChart(),
    ];

    public string Name => "charts";

    public IEnumerable<string> FileNames(IReadOnlyList<string> fileStems) =>
        fileStems
            .SelectMany(stem => PerTrace.Select(chart => FileStem(stem, chart)))
            .Prepend(OverviewChart.Name)
            .SelectMany(stem => new[] { stem + ".png", stem + ".svg" });

    public void Write(Comparison comparison, ReportDirectory directory)
    {
        Write(OverviewChart.Name, figure => OverviewChart.Draw(figure, comparison), directory);
        foreach (var trace in comparison.Traces)
        {
            foreach (var chart in PerTrace)
            {
                Write(FileStem(trace.FileStem, chart), figure => chart.Draw(figure, trace), directory);
            }
        }
    }

    private static string FileStem(string traceStem, ITraceChart chart) => $"{traceStem}-{chart.Name}";

    private static void Write(string stem, Action<Figure> draw, ReportDirectory directory)
    {
        using var figure = new Figure();
        draw(figure);
        directory.Write(stem + ".png", stream => stream.Write(figure.Png()));
        directory.Write(stem + ".svg", figure.Svg());
    }
}
