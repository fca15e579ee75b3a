using CsvHelper;
using TraceLab.Results;

namespace TraceLab.Analysis.Csv;

/// <summary>A row of <c>summary.csv</c>: one run.</summary>
[CsvRecord]
public sealed partial record SummaryRow
{
    [CsvColumn(Prefix = "")]
    public required RunColumns Run { get; init; }

    [CsvColumn("checked")]
    public required bool Checked { get; init; }

    [CsvColumn("is_base")]
    public required bool IsBase { get; init; }

    [CsvColumn("duration_ns")]
    public required long DurationNanoseconds { get; init; }

    [CsvColumn("losses")]
    public required long Losses { get; init; }

    [CsvColumn("polls")]
    public required long Polls { get; init; }

    [CsvColumn("frames")]
    public required long Frames { get; init; }

    [CsvColumn("regions_marked")]
    public required long RegionsMarked { get; init; }

    [CsvColumn("regions_trimmed")]
    public required long RegionsTrimmed { get; init; }

    [CsvColumn("regions_sent")]
    public required long RegionsSent { get; init; }

    [CsvColumn("regions_as_pixels")]
    public required long RegionsAsPixels { get; init; }

    [CsvColumn("raw_bytes")]
    public required long RawBytes { get; init; }

    [CsvColumn("encoded_bytes")]
    public required long EncodedBytes { get; init; }

    [CsvColumn("primitive_bytes")]
    public required long PrimitiveBytes { get; init; }

    [CsvColumn("pixel_bytes")]
    public required long PixelBytes { get; init; }

    [CsvColumn("framing_bytes")]
    public required long FramingBytes { get; init; }

    [CsvColumn("bytes_per_frame_mean")]
    public required double BytesPerFrameMean { get; init; }

    [CsvColumn("bytes_per_frame_median")]
    public required long BytesPerFrameMedian { get; init; }

    [CsvColumn("bytes_per_frame_p95")]
    public required long BytesPerFrameP95 { get; init; }

    [CsvColumn("bytes_per_frame_p99")]
    public required long BytesPerFrameP99 { get; init; }

    [CsvColumn("bytes_per_frame_max")]
    public required long BytesPerFrameMax { get; init; }

    [CsvColumn("bytes_per_second")]
    public required double BytesPerSecond { get; init; }

    [CsvColumn("bytes_per_frame_ratio_to_base")]
    public required double? RatioToBase { get; init; }

    [CsvColumn("primitives_seen")]
    public required long PrimitivesSeen { get; init; }

    [CsvColumn("primitives_isolated")]
    public required long PrimitivesIsolated { get; init; }

    [CsvColumn("primitives_legal")]
    public required long PrimitivesLegal { get; init; }

    [CsvColumn("primitives_sent")]
    public required long PrimitivesSent { get; init; }

    [CsvColumn("unsent_touches_no_region")]
    public required long UnsentTouchesNoRegion { get; init; }

    [CsvColumn("unsent_client_cannot")]
    public required long UnsentClientCannot { get; init; }

    [CsvColumn("unsent_not_isolated")]
    public required long UnsentNotIsolated { get; init; }

    [CsvColumn("unsent_source_changed")]
    public required long UnsentSourceChanged { get; init; }

    [CsvColumn("unsent_touches_trimmed_region")]
    public required long UnsentTouchesTrimmedRegion { get; init; }

    [CsvColumn("unsent_not_cheaper")]
    public required long UnsentNotCheaper { get; init; }

    [CsvColumn("unsent_kind_not_named")]
    public required long UnsentKindNotNamed { get; init; }

    [CsvColumn("unsent_pixels_only")]
    public required long UnsentPixelsOnly { get; init; }

    [CsvColumn("wrong_pixels")]
    public required long? WrongPixels { get; init; }

    [CsvColumn("stalls")]
    public required long Stalls { get; init; }

    [CsvColumn("stall_ns")]
    public required long StallNanoseconds { get; init; }

    [CsvColumn("max_fifo_depth")]
    public required int MaxFifoDepth { get; init; }

    [CsvColumn("encode_cpu_ns")]
    public required long? EncodeCpuNanoseconds { get; init; }

    [CsvColumn("decode_cpu_ns")]
    public required long? DecodeCpuNanoseconds { get; init; }

    [CsvColumn("cache_bytes")]
    public required long CacheBytes { get; init; }

    [CsvColumn("profile")]
    public required string Profile { get; init; }

    [CsvColumn("regret_bytes")]
    public required long? RegretBytes { get; init; }

    [CsvColumn("regret_ratio")]
    public required double? RegretRatio { get; init; }

    [CsvColumn("detect_cpu_ns")]
    public required long? DetectCpuNanoseconds { get; init; }

    [CsvColumn(Prefix = "")]
    public required DeliveryColumns Delivery { get; init; }

    [CsvColumn("rectangles")]
    public required string Rectangles { get; init; }

    [CsvColumn("unsent_hidden")]
    public required long UnsentHidden { get; init; }

    [CsvColumn("lossy")]
    public required bool IsLossy { get; init; }

    [CsvColumn(Prefix = "")]
    public required FidelityColumns Fidelity { get; init; }

    [CsvColumn("choose_cpu_ns")]
    public required long? ChooseCpuNanoseconds { get; init; }

    [CsvColumn("unsent_not_weighed")]
    public required long UnsentNotWeighed { get; init; }

    public static SummaryRow Of(ComparedRun run, ReportOptions options) =>
        new()
        {
            Run = RunColumns.Of(run.Settings),
            Checked = run.Settings.Checked,
            IsBase = run.IsBase,
            DurationNanoseconds = run.Result.DurationNanoseconds,
            Losses = run.Result.Losses.Values.Sum(),
            Polls = run.Totals.Polls,
            Frames = run.Totals.Frames,
            RegionsMarked = run.Totals.RegionsMarked,
            RegionsTrimmed = run.Totals.RegionsTrimmed,
            RegionsSent = run.Totals.RegionsSent,
            RegionsAsPixels = run.Totals.RegionsAsPixels,
            RawBytes = run.Totals.RawBytes,
            EncodedBytes = run.Totals.EncodedBytes,
            PrimitiveBytes = run.Totals.PrimitiveBytes,
            PixelBytes = run.Totals.PixelBytes,
            FramingBytes = run.Totals.FramingBytes,
            BytesPerFrameMean = run.BytesPerFrame.Mean,
            BytesPerFrameMedian = run.BytesPerFrame.Median,
            BytesPerFrameP95 = run.BytesPerFrame.P95,
            BytesPerFrameP99 = run.BytesPerFrame.P99,
            BytesPerFrameMax = run.BytesPerFrame.Max,
            BytesPerSecond = run.BytesPerSecond,
            RatioToBase = run.RatioToBase,
            PrimitivesSeen = run.Primitives.Seen,
            PrimitivesIsolated = run.Primitives.Isolated,
            PrimitivesLegal = run.Primitives.Legal,
            PrimitivesSent = run.Primitives.Sent,
            UnsentTouchesNoRegion = Count(run, DecisionReason.TouchesNoRegion),
            UnsentClientCannot = Count(run, DecisionReason.ClientCannot),
            UnsentNotIsolated = Count(run, DecisionReason.NotIsolated),
            UnsentSourceChanged = Count(run, DecisionReason.SourceChanged),
            UnsentTouchesTrimmedRegion = Count(run, DecisionReason.TouchesTrimmedRegion),
            UnsentNotCheaper = Count(run, DecisionReason.NotCheaper),
            UnsentKindNotNamed = Count(run, DecisionReason.KindNotNamed),
            UnsentPixelsOnly = Count(run, DecisionReason.PixelsOnly),
            WrongPixels = run.WrongPixels,
            Stalls = run.Totals.Stalls,
            StallNanoseconds = run.Totals.StallNanoseconds,
            MaxFifoDepth = run.Totals.MaxFifoDepth,
            EncodeCpuNanoseconds = options.IncludeTimes ? run.Totals.EncodeCpuNanoseconds : null,
            DecodeCpuNanoseconds = options.IncludeTimes ? run.Totals.DecodeCpuNanoseconds : null,
            CacheBytes = run.Totals.CacheBytes,
            Profile = run.Settings.Profile,
            RegretBytes = run.RegretBytes,
            RegretRatio = run.RegretRatio,
            DetectCpuNanoseconds = options.IncludeTimes ? run.Totals.DetectCpuNanoseconds : null,
            Delivery = DeliveryColumns.Of(run.Result),
            Rectangles = run.Settings.Rectangles,
            UnsentHidden = Count(run, DecisionReason.Hidden),
            IsLossy = run.Result.IsLossy,
            Fidelity = FidelityColumns.Of(run.Fidelity),
            ChooseCpuNanoseconds = options.IncludeTimes ? run.Totals.ChooseCpuNanoseconds : null,
            UnsentNotWeighed = Count(run, DecisionReason.NotWeighed),
        };

    private static long Count(ComparedRun run, DecisionReason reason) => run.Totals.Reasons.GetValueOrDefault(reason);
}
