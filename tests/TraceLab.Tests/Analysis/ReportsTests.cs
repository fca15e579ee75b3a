using TraceLab.Analysis;

namespace TraceLab.Tests.Analysis;

public sealed class ReportsTests : IDisposable
{
    private readonly ReportFolder _first = new();
    private readonly ReportFolder _second = new();

    [Fact]
    public void Reports_write_exactly_the_files_they_announce_and_the_same_bytes_each_time()
    {
        var reports = Reports.All(new ReportOptions());
        var announced = Reports.FileNames(reports, ["scroll", "typing", "scroll"]);

        WriteAll(_first, reports);
        WriteAll(_second, reports);

        Assert.Equal(announced.Order(StringComparer.Ordinal), _first.Names, StringComparer.Ordinal);
        Assert.All(_first.Names, name => Assert.Equal(_first.Bytes(name), _second.Bytes(name)));
    }

    [Fact]
    public void Report_names_are_unique_and_lower_case()
    {
        var names = Reports.All(new ReportOptions()).Select(report => report.Name).ToArray();

        Assert.Equal(names, names.Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All(names, name => Assert.Matches("^[a-z]+$", name));
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private static void WriteAll(ReportFolder folder, IReadOnlyList<IReport> reports)
    {
        var comparison = Comparison.Of(SampleRuns.Both());
        foreach (var report in reports)
        {
            report.Write(comparison, folder.Reports);
        }
    }
}
