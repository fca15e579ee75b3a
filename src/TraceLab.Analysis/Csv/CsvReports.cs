namespace TraceLab.Analysis.Csv;

/// <summary>A report that is one CSV file with one row type.</summary>
public abstract class CsvReport<TRow>(string name) : IReport
{
    public string Name => name;

    public string FileName => name + ".csv";

    public IEnumerable<string> FileNames(IReadOnlyList<string> fileStems) => [FileName];

    public void Write(Comparison comparison, ReportDirectory directory) =>
        directory.Write(FileName, stream => CsvSchema.Write(stream, Rows(comparison)));

    /// <summary>Trace by trace, run by run, in the comparison's order.</summary>
    public abstract IEnumerable<TRow> Rows(Comparison comparison);
}

/// <summary>One row a run.</summary>
public sealed class SummaryCsv(ReportOptions options) : CsvReport<SummaryRow>("summary")
{
    public override IEnumerable<SummaryRow> Rows(Comparison comparison) =>
        comparison.Runs.Select(run => SummaryRow.Of(run, options));
}

/// <summary>One row a frame.</summary>
public sealed class FramesCsv(ReportOptions options) : CsvReport<FrameRow>("frames")
{
    public override IEnumerable<FrameRow> Rows(Comparison comparison)
    {
        foreach (var run in comparison.Runs)
        {
            var columns = RunColumns.Of(run.Settings);
            for (var index = 0; index < run.Result.Frames.Count; index++)
            {
                yield return FrameRow.Of(columns, run, index, options);
            }
        }
    }
}

/// <summary>One row a run and kind of primitive.</summary>
public sealed class PrimitivesCsv() : CsvReport<PrimitiveRow>("primitives")
{
    public override IEnumerable<PrimitiveRow> Rows(Comparison comparison) =>
        from run in comparison.Runs
        let columns = RunColumns.Of(run.Settings)
        from kind in run.Totals.WithUsualKinds()
        select PrimitiveRow.Of(columns, kind.Key, kind.Value);
}
