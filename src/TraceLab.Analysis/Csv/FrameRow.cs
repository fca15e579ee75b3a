using CsvHelper;

namespace TraceLab.Analysis.Csv;

/// <summary>A row of <c>frames.csv</c>: one frame of one run.</summary>
[CsvRecord]
public sealed partial record FrameRow
{
    [CsvColumn(Prefix = "")]
    public required RunColumns Run { get; init; }

    [CsvColumn("frame")]
    public required int Frame { get; init; }

    [CsvColumn("poll")]
    public required long Poll { get; init; }

    [CsvColumn("time_ns")]
    public required long TimeNanoseconds { get; init; }

    [CsvColumn("regions_marked")]
    public required int RegionsMarked { get; init; }

    [CsvColumn("regions_trimmed")]
    public required int RegionsTrimmed { get; init; }

    [CsvColumn("regions_sent")]
    public required int RegionsSent { get; init; }

    [CsvColumn("regions_as_pixels")]
    public required int RegionsAsPixels { get; init; }

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

    [CsvColumn("primitives_seen")]
    public required int PrimitivesSeen { get; init; }

    [CsvColumn("primitives_isolated")]
    public required int PrimitivesIsolated { get; init; }

    [CsvColumn("primitives_legal")]
    public required int PrimitivesLegal { get; init; }

    [CsvColumn("primitives_sent")]
    public required int PrimitivesSent { get; init; }

    [CsvColumn("wrong_pixels")]
    public required long? WrongPixels { get; init; }

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

    [CsvColumn("detect_cpu_ns")]
    public required long? DetectCpuNanoseconds { get; init; }

    [CsvColumn("rectangles")]
    public required string Rectangles { get; init; }

    [CsvColumn(Prefix = "")]
    public required FidelityColumns Fidelity { get; init; }

    [CsvColumn("choose_cpu_ns")]
    public required long? ChooseCpuNanoseconds { get; init; }

    /// <param name="columns">Those that name the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="index">The frame's place in it.</param>
    /// <param name="options">What to include.</param>
    public static FrameRow Of(RunColumns columns, ComparedRun run, int index, ReportOptions options)
    {
        var frame = run.Result.Frames[index];
        return new FrameRow
        {
            Run = columns,
            Frame = frame.Frame,
            Poll = frame.Poll,
            TimeNanoseconds = frame.TimeNanoseconds,
            RegionsMarked = frame.RegionsMarked,
            RegionsTrimmed = frame.RegionsTrimmed,
            RegionsSent = frame.RegionsSent,
            RegionsAsPixels = frame.RegionsAsPixels,
            RawBytes = frame.RawBytes,
            EncodedBytes = frame.EncodedBytes,
            PrimitiveBytes = frame.PrimitiveBytes,
            PixelBytes = frame.PixelBytes,
            FramingBytes = frame.FramingBytes,
            PrimitivesSeen = frame.PrimitivesSeen,
            PrimitivesIsolated = frame.PrimitivesIsolated,
            PrimitivesLegal = frame.PrimitivesLegal,
            PrimitivesSent = frame.PrimitivesSent,
            WrongPixels = frame.WrongPixels < 0 ? null : frame.WrongPixels,
            EncodeCpuNanoseconds = options.IncludeTimes ? frame.EncodeCpuNanoseconds : null,
            DecodeCpuNanoseconds = options.IncludeTimes ? frame.DecodeCpuNanoseconds : null,
            CacheBytes = frame.CacheBytes,
            Profile = columns.Profile,
            RegretBytes = run.RegretBytesOf(index),
            DetectCpuNanoseconds = options.IncludeTimes ? frame.DetectCpuNanoseconds : null,
            Rectangles = columns.Rectangles,
            Fidelity = FidelityColumns.Of(frame.Fidelity),
            ChooseCpuNanoseconds = options.IncludeTimes ? frame.ChooseCpuNanoseconds : null,
        };
    }
}
