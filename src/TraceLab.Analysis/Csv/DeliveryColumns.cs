using CsvHelper;
using TraceLab.Results;

namespace TraceLab.Analysis.Csv;

/// <summary>What a run took in time by a cost profile and over a link; empty where nobody asked.</summary>
[CsvRecord]
public sealed partial record DeliveryColumns
{
    [CsvColumn("link")]
    public required string? Link { get; init; }

    [CsvColumn("cost_profile")]
    public required string? CostProfile { get; init; }

    [CsvColumn("priced_encode_ns")]
    public required long? EncodeNanoseconds { get; init; }

    [CsvColumn("priced_decode_ns")]
    public required long? DecodeNanoseconds { get; init; }

    [CsvColumn("latency_p50_ns")]
    public required long? LatencyP50 { get; init; }

    [CsvColumn("latency_p95_ns")]
    public required long? LatencyP95 { get; init; }

    [CsvColumn("latency_p99_ns")]
    public required long? LatencyP99 { get; init; }

    [CsvColumn("late_frames")]
    public required long? LateFrames { get; init; }

    [CsvColumn("skipped_polls")]
    public required long? SkippedPolls { get; init; }

    [CsvColumn("link_use")]
    public required double? LinkUse { get; init; }

    public static DeliveryColumns Of(RunResult run) =>
        new()
        {
            Link = run.Delivery is null ? null : $"{run.Settings.Link ?? new LinkSettings()}",
            CostProfile = run.Settings.CostProfile,
            EncodeNanoseconds = run.Delivery?.EncodeNanoseconds,
            DecodeNanoseconds = run.Delivery?.DecodeNanoseconds,
            LatencyP50 = run.Delivery?.LatencyNanoseconds?.Median,
            LatencyP95 = run.Delivery?.LatencyNanoseconds?.P95,
            LatencyP99 = run.Delivery?.LatencyNanoseconds?.P99,
            LateFrames = run.Delivery?.LateFrames,
            SkippedPolls = run.Delivery is null ? null : run.Totals.SkippedPolls,
            LinkUse = run.Delivery?.LinkUse,
        };
}
