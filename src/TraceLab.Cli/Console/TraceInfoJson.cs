using System.Text;
using System.Text.Json;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Console;

/// <summary>What a trace holds, for programs. Names are stable; new ones may be added.</summary>
internal static class TraceInfoJson
{
    private const int SchemaVersion = 1;

    public static string Of(TraceReader reader, FileInfo file)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", SchemaVersion);
            WriteLosses(json, reader);
            WriteFacts(json, reader, file);
            WriteKinds(json, reader.Summary);
            WriteSurfaces(json, reader.Summary);
            LoweringJson.Write(json, LoweringText.Records(reader));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteLosses(Utf8JsonWriter json, TraceReader reader)
    {
        json.WriteString("state", TraceFiles.StateName(reader.State));
        json.WriteString("fault", reader.Fault?.Message);
        json.WriteStartObject("losses");
        foreach (var loss in reader.Summary.Losses)
        {
            json.WriteNumber(loss.Cause, loss.Count);
        }

        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, TraceReader reader, FileInfo file)
    {
        var header = reader.Header;
        var summary = reader.Summary;
        json.WriteString("source", header.Source);
        json.WriteNumber("screen_width", header.ScreenWidth);
        json.WriteNumber("screen_height", header.ScreenHeight);
        json.WriteString("pixel_format", header.PixelFormat);
        json.WriteString("clock", header.Clock);
        json.WriteString("tool", header.Tool);
        json.WriteString("host", header.Host);
        json.WriteStartObject("facts");
        foreach (var (name, value) in header.Facts)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("duration_ns", summary.DurationNanoseconds);
        json.WriteNumber("events", summary.Events);
        json.WriteNumber("commands", summary.Commands);
        json.WriteNumber("chunks", summary.Chunks);
        json.WriteNumber("file_bytes", file.Length);
        json.WriteNumber("session_bytes", TraceInfoText.SessionBytes(summary));
        json.WriteNumber("payload_bytes", summary.PayloadBytes);
        json.WriteNumber("shared_payload_bytes", summary.SharedPayloadBytes);
        json.WriteNumber(
            "bytes_per_second",
            PerSecond(TraceInfoText.SessionBytes(summary), summary.DurationNanoseconds)
        );
        json.WriteNumber("commands_per_second", PerSecond(summary.Commands, summary.DurationNanoseconds));
    }

    private static double PerSecond(long count, long durationNanoseconds) =>
        durationNanoseconds == 0 ? 0 : count * 1e9 / durationNanoseconds;

    private static void WriteKinds(Utf8JsonWriter json, TraceSummary summary)
    {
        json.WriteStartObject("kinds");
        foreach (var kind in summary.Kinds)
        {
            json.WriteStartObject(kind.Kind);
            json.WriteNumber("count", kind.Count);
            json.WriteNumber("record_bytes", kind.RecordBytes);
            json.WriteNumber("payload_bytes", kind.PayloadBytes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSurfaces(Utf8JsonWriter json, TraceSummary summary)
    {
        json.WriteStartArray("surfaces");
        foreach (var surface in summary.Surfaces)
        {
            json.WriteStartObject();
            json.WriteNumber("surface", surface.SurfaceId);
            json.WriteNumber("commands", surface.Commands);
            json.WriteNumber("record_bytes", surface.RecordBytes);
            json.WriteNumber("payload_bytes", surface.PayloadBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
