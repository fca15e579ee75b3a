using TraceLab.Analysis.Csv;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis.Csv;

/// <summary>Holds the tables of reports/README.md against what is really written.</summary>
public class SchemaDocumentTests
{
    private static readonly string[] Document = File.ReadAllLines(
        Path.Combine(TestFolders.Repository, "reports", "README.md")
    );

    [Fact]
    public void Summary_columns_are_documented() => AssertDocumented<SummaryRow>("## summary.csv");

    [Fact]
    public void Frame_columns_are_documented() => AssertDocumented<FrameRow>("## frames.csv");

    [Fact]
    public void Primitive_columns_are_documented() => AssertDocumented<PrimitiveRow>("## primitives.csv");

    [Fact]
    public void Decision_columns_are_documented() => AssertDocumented<DecisionRow>("## decisions.csv");

    [Fact]
    public void Reasons_are_documented() =>
        Assert.Equal(
            DecisionReasonNames.All.Select(reason => reason.Name()),
            NamesIn("## Reasons"),
            StringComparer.Ordinal
        );

    private static void AssertDocumented<TRow>(string heading)
    {
        var run = NamesIn("### Columns that name the run");

        Assert.Equal(CsvSchema.Columns<TRow>(), [.. run, .. NamesIn(heading)], StringComparer.Ordinal);
    }

    // First cells in code quotes, up to the next heading.
    private static string[] NamesIn(string heading) =>
        [
            .. Document
                .SkipWhile(line => line != heading)
                .Skip(1)
                .TakeWhile(line => !line.StartsWith('#'))
                .Where(line => line.StartsWith("| `"))
                .Select(line => line.Split('`')[1]),
        ];
}
