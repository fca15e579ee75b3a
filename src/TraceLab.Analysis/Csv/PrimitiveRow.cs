using CsvHelper;
using TraceLab.Results;

namespace TraceLab.Analysis.Csv;

/// <summary>A row of <c>primitives.csv</c>: one kind of primitive in one run.</summary>
[CsvRecord]
public sealed partial record PrimitiveRow
{
    [CsvColumn(Prefix = "")]
    public required RunColumns Run { get; init; }

    [CsvColumn("kind")]
    public required string Kind { get; init; }

    [CsvColumn("seen")]
    public required long Seen { get; init; }

    [CsvColumn("isolated")]
    public required long Isolated { get; init; }

    [CsvColumn("legal")]
    public required long Legal { get; init; }

    [CsvColumn("sent")]
    public required long Sent { get; init; }

    [CsvColumn("sent_bytes")]
    public required long SentBytes { get; init; }

    [CsvColumn("profile")]
    public required string Profile { get; init; }

    [CsvColumn("rectangles")]
    public required string Rectangles { get; init; }

    public static PrimitiveRow Of(RunColumns run, string kind, KindTotals totals) =>
        new()
        {
            Run = run,
            Kind = kind,
            Seen = totals.Seen,
            Isolated = totals.Isolated,
            Legal = totals.Legal,
            Sent = totals.Sent,
            SentBytes = totals.SentBytes,
            Profile = run.Profile,
            Rectangles = run.Rectangles,
        };
}
