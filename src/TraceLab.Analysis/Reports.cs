using TraceLab.Analysis.Charts;
using TraceLab.Analysis.Csv;
using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis;

/// <summary>The registry of reports: one more report is one more line here.</summary>
public static class Reports
{
    public static IReadOnlyList<IReport> All(ReportOptions options) =>
        [new SummaryCsv(options), new FramesCsv(options), new PrimitivesCsv(), new MarkdownReport(), new ChartReport()];

    /// <summary>All files that <paramref name="reports"/> will write for these traces, named as runs name them.</summary>
    public static IEnumerable<string> FileNames(IEnumerable<IReport> reports, IEnumerable<string> traceNames)
    {
        var stems = new FileStems();
        var all = traceNames.Distinct(StringComparer.Ordinal).Select(stems.Next).ToArray();
        return reports.SelectMany(report => report.FileNames(all));
    }
}
