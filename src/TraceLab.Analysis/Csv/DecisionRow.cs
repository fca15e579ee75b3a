using CsvHelper;
using TraceLab.Results;

namespace TraceLab.Analysis.Csv;

/// <summary>A row of <c>decisions.csv</c>: one primitive in one frame of one run.</summary>
[CsvRecord]
public readonly partial record struct DecisionRow
{
    [CsvColumn(Prefix = "")]
    public required RunColumns Run { get; init; }

    [CsvColumn("frame")]
    public required int Frame { get; init; }

    [CsvColumn("sequence")]
    public required uint Sequence { get; init; }

    [CsvColumn("kind")]
    public required string Kind { get; init; }

    [CsvColumn("x_px")]
    public required int X { get; init; }

    [CsvColumn("y_px")]
    public required int Y { get; init; }

    [CsvColumn("width_px")]
    public required int Width { get; init; }

    [CsvColumn("height_px")]
    public required int Height { get; init; }

    [CsvColumn("regions")]
    public required int Regions { get; init; }

    [CsvColumn("isolated")]
    public required bool Isolated { get; init; }

    [CsvColumn("legal")]
    public required bool Legal { get; init; }

    [CsvColumn("sent")]
    public required bool Sent { get; init; }

    [CsvColumn("reason")]
    public required string Reason { get; init; }

    [CsvColumn("other_sequence")]
    public required uint? OtherSequence { get; init; }

    [CsvColumn("primitive_bytes")]
    public required long PrimitiveBytes { get; init; }

    [CsvColumn("pixel_bytes")]
    public required long PixelBytes { get; init; }

    [CsvColumn("profile")]
    public required string Profile { get; init; }

    [CsvColumn("client_lacks")]
    public required string ClientLacks { get; init; }

    [CsvColumn("rectangles")]
    public required string Rectangles { get; init; }

    public static DecisionRow Of(RunColumns run, in PrimitiveDecision decision) =>
        new()
        {
            Run = run,
            Frame = decision.Frame,
            Sequence = decision.Sequence,
            Kind = decision.Kind,
            X = decision.X,
            Y = decision.Y,
            Width = decision.Width,
            Height = decision.Height,
            Regions = decision.Regions,
            Isolated = decision.Isolated,
            Legal = decision.Legal,
            Sent = decision.Reason == DecisionReason.Sent,
            Reason = decision.Reason.Name(),
            OtherSequence = decision.OtherSequence,
            PrimitiveBytes = decision.PrimitiveBytes,
            PixelBytes = decision.PixelBytes,
            Profile = run.Profile,
            ClientLacks = decision.ClientLacks.Name(),
            Rectangles = run.Rectangles,
        };
}
