using System.Text.Json;
using TraceLab.Results;

namespace TraceLab.Analysis.Json;

/// <summary>
/// One run's settings, losses and totals as a JSON object, for <c>replay --json</c>. Keys are those of
/// <c>summary.csv</c>; the object is documented in <c>reports/README.md</c>.
/// </summary>
public static class TotalsJson
{
    /// <summary>Raised when a key changes its meaning or goes.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonWriterOptions WriterOptions = new() { Indented = true, NewLine = "\n" };

    /// <summary>The object as text, without a line feed at its end.</summary>
    public static string Of(RunResult result, ReportOptions? options = null)
    {
        using var stream = new MemoryStream();
        Write(stream, result, options ?? new ReportOptions());
        return System.Text.Encoding.UTF8.GetString(stream.ToArray()).TrimEnd();
    }

    /// <summary>Writes the object and a line feed.</summary>
    public static void Write(Stream stream, RunResult result, ReportOptions options)
    {
        using (var json = new Utf8JsonWriter(stream, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", SchemaVersion);
            WriteLosses(json, result);
            WriteSettings(json, result.Settings);
            json.WriteNumber("duration_ns", result.DurationNanoseconds);
            WriteTotals(json, result, options);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteLosses(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartObject("losses");
        foreach (var (cause, count) in result.Losses)
        {
            json.WriteNumber(cause, count);
        }

        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, RunSettings settings)
    {
        json.WriteStartObject("settings");
        json.WriteString("trace", settings.Trace);
        json.WriteString("policy", settings.Policy);
        json.WriteString("codec", settings.Codec);
        json.WriteString("wire", settings.Wire);
        json.WriteNumber("polls_per_second", settings.PollsPerSecond);
        json.WriteNumber("region_size_px", settings.RegionSize);
        json.WriteBoolean("checked", settings.Checked);
        json.WriteString("profile", settings.Profile);
        json.WriteString("rectangles", settings.Rectangles);
        json.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter json, RunResult result, ReportOptions options)
    {
        var totals = result.Totals;
        json.WriteNumber("polls", totals.Polls);
        json.WriteNumber("frames", totals.Frames);
        json.WriteNumber("regions_marked", totals.RegionsMarked);
        json.WriteNumber("regions_trimmed", totals.RegionsTrimmed);
        json.WriteNumber("regions_sent", totals.RegionsSent);
        json.WriteNumber("regions_as_pixels", totals.RegionsAsPixels);
        json.WriteNumber("raw_bytes", totals.RawBytes);
        json.WriteNumber("encoded_bytes", totals.EncodedBytes);
        json.WriteNumber("primitive_bytes", totals.PrimitiveBytes);
        json.WriteNumber("pixel_bytes", totals.PixelBytes);
        json.WriteNumber("cache_bytes", totals.CacheBytes);
        json.WriteNumber("framing_bytes", totals.FramingBytes);
        WriteDistribution(json, Distribution.Of(result.Frames.Select(frame => frame.EncodedBytes)));
        json.WriteNumber(
            "bytes_per_second",
            result.DurationNanoseconds == 0 ? 0 : totals.EncodedBytes * 1e9 / result.DurationNanoseconds
        );
        WritePrimitives(json, totals);
        WriteReasons(json, totals);
        json.WriteNumber("stalls", totals.Stalls);
        json.WriteNumber("stall_ns", totals.StallNanoseconds);
        json.WriteNumber("max_fifo_depth", totals.MaxFifoDepth);
        WriteCheck(json, result);
        WriteFidelity(json, result);
        WriteDelivery(json, result);
        if (options.IncludeTimes)
        {
            json.WriteNumber("encode_cpu_ns", totals.EncodeCpuNanoseconds);
            json.WriteNumber("decode_cpu_ns", totals.DecodeCpuNanoseconds);
        }
    }

    // Null, not 0, where nobody looked: 0 would read as "none were wrong".
    private static void WriteCheck(Utf8JsonWriter json, RunResult result)
    {
        if (result.Settings.Checked)
        {
            json.WriteNumber("wrong_pixels", result.Totals.WrongPixels);
        }
        else
        {
            json.WriteNull("wrong_pixels");
        }

        json.WriteString("failure", result.Failure);
    }

    // Only where a codec may change pixels; null numbers where nothing differed or nobody looked.
    private static void WriteFidelity(Utf8JsonWriter json, RunResult result)
    {
        if (!result.IsLossy)
        {
            return;
        }

        json.WritePropertyName("fidelity");
        JsonSerializer.Serialize(
            json,
            Fidelity.OfRun(result.Frames) is { } fidelity
                ? new
                {
                    lossy_pixels = fidelity.LossyPixels,
                    psnr_db = fidelity.PsnrDecibels,
                    ssim = fidelity.StructuralSimilarity,
                }
                : null
        );
    }

    private static void WriteDistribution(Utf8JsonWriter json, Distribution bytes)
    {
        json.WriteStartObject("bytes_per_frame");
        json.WriteNumber("mean", bytes.Mean);
        json.WriteNumber("median", bytes.Median);
        json.WriteNumber("p95", bytes.P95);
        json.WriteNumber("p99", bytes.P99);
        json.WriteNumber("max", bytes.Max);
        json.WriteEndObject();
    }

    private static void WriteDelivery(Utf8JsonWriter json, RunResult result)
    {
        if (result.Delivery is not { LatencyNanoseconds: { } latency } delivery)
        {
            return;
        }

        json.WriteStartObject("delivery");
        json.WriteString("link", $"{result.Settings.Link ?? new LinkSettings()}");
        json.WriteString("cost_profile", result.Settings.CostProfile);
        json.WriteNumber("priced_encode_ns", delivery.EncodeNanoseconds);
        json.WriteNumber("priced_decode_ns", delivery.DecodeNanoseconds);
        json.WriteNumber("latency_p50_ns", latency.Median);
        json.WriteNumber("latency_p95_ns", latency.P95);
        json.WriteNumber("latency_p99_ns", latency.P99);
        json.WriteNumber("late_frames", delivery.LateFrames);
        json.WriteNumber("skipped_polls", result.Totals.SkippedPolls);
        json.WriteNumber("link_use", delivery.LinkUse);
        json.WriteEndObject();
    }

    private static void WritePrimitives(Utf8JsonWriter json, RunTotals totals)
    {
        json.WriteStartObject("primitives");
        foreach (var (kind, count) in totals.WithUsualKinds())
        {
            json.WriteStartObject(kind);
            json.WriteNumber("seen", count.Seen);
            json.WriteNumber("isolated", count.Isolated);
            json.WriteNumber("legal", count.Legal);
            json.WriteNumber("sent", count.Sent);
            json.WriteNumber("sent_bytes", count.SentBytes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter json, RunTotals totals)
    {
        json.WriteStartObject("reasons");
        foreach (var reason in DecisionReasonNames.All)
        {
            json.WriteNumber(reason.Name(), totals.Reasons.GetValueOrDefault(reason));
        }

        json.WriteEndObject();
    }
}
