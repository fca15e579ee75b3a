using System.Text;
using System.Text.Json;
using TraceLab.Results;

namespace TraceLab.Analysis.Host;

/// <summary>The same for programs.</summary>
public static class HostJson
{
    private const int SchemaVersion = 1;

    public static string Of(HostResult result, HostOptions options)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", SchemaVersion);
            json.WriteNumber("link_bits_per_second", options.Link.BitsPerSecond);
            json.WriteNumber("link_delay_ns", options.Link.DelayNanoseconds);
            json.WriteNumber("encode_pixels_per_second", options.EncodePixelsPerSecond);
            json.WriteNumber("duration_ns", result.Total.DurationNanoseconds);
            json.WriteStartArray("machines");
            foreach (var share in result.Machines)
            {
                WriteShare(json, share);
            }

            json.WriteEndArray();
            json.WritePropertyName("total");
            WriteShare(json, result.Total);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteShare(Utf8JsonWriter json, Delivery share)
    {
        json.WriteStartObject();
        json.WriteString("name", share.Name);
        json.WriteNumber("frames", share.Frames);
        json.WriteNumber("encoded_bytes", share.EncodedBytes);
        json.WriteNumber("cpu_ns", share.EncodeNanoseconds);
        json.WriteNumber("link_ns", share.LinkNanoseconds);
        json.WriteNumber("late_frames", share.LateFrames);
        json.WriteNumber("decode_ns", share.DecodeNanoseconds);
        WriteDistribution(json, "delay_ns", share.DelayNanoseconds);
        if (share.LatencyNanoseconds is { } latency)
        {
            WriteDistribution(json, "latency_ns", latency);
        }

        json.WriteEndObject();
    }

    private static void WriteDistribution(Utf8JsonWriter json, string name, Distribution times)
    {
        json.WriteStartObject(name);
        json.WriteNumber("mean", times.Mean);
        json.WriteNumber("median", times.Median);
        json.WriteNumber("p95", times.P95);
        json.WriteNumber("p99", times.P99);
        json.WriteNumber("max", times.Max);
        json.WriteEndObject();
    }
}
