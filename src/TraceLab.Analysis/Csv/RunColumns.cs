using CsvHelper;
using TraceLab.Results;

namespace TraceLab.Analysis.Csv;

/// <summary>The columns that name the run a row belongs to; the first of every file.</summary>
[CsvRecord]
public sealed partial record RunColumns
{
    [CsvColumn("schema_version")]
    public int SchemaVersion { get; init; } = CsvSchema.Version;

    [CsvColumn("trace")]
    public required string Trace { get; init; }

    [CsvColumn("policy")]
    public required string Policy { get; init; }

    [CsvColumn("codec")]
    public required string Codec { get; init; }

    [CsvColumn("wire")]
    public required string Wire { get; init; }

    [CsvColumn("polls_per_second")]
    public required int PollsPerSecond { get; init; }

    [CsvColumn("region_size_px")]
    public required int RegionSize { get; init; }

    /// <summary>The client profile, which stands further on in every file, because new columns come at the end.</summary>
    [CsvIgnore]
    public string Profile { get; init; } = "";

    /// <summary>The rectangle rule, which for the same reason stands further on.</summary>
    [CsvIgnore]
    public string Rectangles { get; init; } = "";

    public static RunColumns Of(RunSettings settings) =>
        new()
        {
            Trace = settings.Trace,
            Policy = settings.Policy,
            Codec = settings.Codec,
            Wire = settings.Wire,
            PollsPerSecond = settings.PollsPerSecond,
            RegionSize = settings.RegionSize,
            Profile = settings.Profile,
            Rectangles = settings.Rectangles,
        };
}
