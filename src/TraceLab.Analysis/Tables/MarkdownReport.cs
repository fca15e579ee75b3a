namespace TraceLab.Analysis.Tables;

/// <summary>The comparison's text as a Markdown file.</summary>
public sealed class MarkdownReport : IReport
{
    private const string FileName = "comparison.md";

    public string Name => "markdown";

    public IEnumerable<string> FileNames(IReadOnlyList<string> fileStems) => [FileName];

    public void Write(Comparison comparison, ReportDirectory directory) =>
        directory.Write(FileName, "# Comparison\n\n" + Markdown.Render(ComparisonText.Of(comparison)));
}
