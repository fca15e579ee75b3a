using TraceLab.Analysis.Charts;
using TraceLab.Analysis.Csv;
using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Sweeps;

/// <summary>What a complete sweep becomes: one CSV file, the whole ranking, and a chart.</summary>
public static class SweepReports
{
    public const string CsvName = "sweep.csv";

    private const string MarkdownName = "ranking.md";
    private const string ChartName = "pareto";

    public static IReadOnlyList<string> FileNames { get; } =
    [CsvName, MarkdownName, $"{ChartName}.png", $"{ChartName}.svg"];

    /// <summary>Writes them all and returns the ranking.</summary>
    public static IReadOnlyList<SweepScore> Write(IReadOnlyList<SummaryRow> rows, ReportDirectory directory)
    {
        var scores = SweepRanking.Of(rows);
        directory.Write(CsvName, stream => CsvSchema.Write(stream, rows));
        directory.Write(MarkdownName, Markdown.Render(SweepText.Of(scores, scores.Count)));
        using var figure = new Figure();
        ParetoChart.Draw(figure, scores);
        directory.Write($"{ChartName}.png", stream => stream.Write(figure.Png()));
        directory.Write($"{ChartName}.svg", figure.Svg());
        return scores;
    }
}
