using TraceLab.Analysis;
using TraceLab.Analysis.Csv;

namespace TraceLab.Tests.Analysis.Csv;

public sealed class CsvReportsTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public async Task Summary_has_a_row_a_run() => await Verify(Written(new SummaryCsv(new ReportOptions())), "csv");

    [Fact]
    public async Task Frames_has_a_row_a_frame() => await Verify(Written(new FramesCsv(new ReportOptions())), "csv");

    [Fact]
    public async Task Primitives_has_a_row_a_kind() => await Verify(Written(new PrimitivesCsv()), "csv");

    [Fact]
    public void Measured_times_are_written_only_if_asked_for()
    {
        var asked = new ReportOptions { IncludeTimes = true };
        var comparison = Comparison.Of(SampleRuns.Both());

        Assert.All(new SummaryCsv(new ReportOptions()).Rows(comparison), row => Assert.Null(row.EncodeCpuNanoseconds));
        Assert.All(new FramesCsv(new ReportOptions()).Rows(comparison), row => Assert.Null(row.DecodeCpuNanoseconds));
        Assert.All(new SummaryCsv(asked).Rows(comparison), row => Assert.Equal(3006, row.EncodeCpuNanoseconds));
        Assert.All(new SummaryCsv(asked).Rows(comparison), row => Assert.Equal(306, row.ChooseCpuNanoseconds));
        Assert.Equal(501, new FramesCsv(asked).Rows(comparison).First().DecodeCpuNanoseconds);
    }

    [Fact]
    public void An_unchecked_run_has_no_count_of_wrong_pixels()
    {
        var comparison = Comparison.Of([SampleRuns.Scroll("pixels", check: false)]);

        Assert.Null(new SummaryCsv(new ReportOptions()).Rows(comparison).Single().WrongPixels);
        Assert.All(new FramesCsv(new ReportOptions()).Rows(comparison), row => Assert.Null(row.WrongPixels));
    }

    public void Dispose() => _folder.Dispose();

    private string Written<TRow>(CsvReport<TRow> report)
    {
        report.Write(Comparison.Of(SampleRuns.Both()), _folder.Reports);
        return _folder.Text(report.FileName);
    }
}
