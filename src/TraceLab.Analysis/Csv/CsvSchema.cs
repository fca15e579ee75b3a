using CsvHelper;

namespace TraceLab.Analysis.Csv;

/// <summary>What all CSV files share. Their columns are documented in <c>reports/README.md</c>.</summary>
public static class CsvSchema
{
    /// <summary>Stands in every row. Raised when a column changes its meaning or goes; new columns are added at the end.</summary>
    public const int Version = 1;

    internal static CsvWriterOptions Options { get; } =
        new()
        {
            NewLine = "\n",
            TrueValue = "true",
            FalseValue = "false",
        };

    /// <summary>The column names of a row type, in order.</summary>
    public static IReadOnlyList<string> Columns<TRow>()
    {
        using var text = new StringWriter();
        using (var csv = CsvWriter.Create(text, Options, leaveOpen: true))
        {
            csv.WriteHeader<TRow>();
        }

        return text.ToString().TrimEnd('\n').Split(',');
    }

    internal static void Write<TRow>(Stream stream, IEnumerable<TRow> rows)
    {
        using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        csv.WriteRecords(rows);
    }
}
