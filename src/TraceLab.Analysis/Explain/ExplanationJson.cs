using System.Text;
using System.Text.Json;
using TraceLab.Results;

namespace TraceLab.Analysis.Explain;

/// <summary>The same explanation for programs; keys are those of <c>frames.csv</c> and <c>decisions.csv</c>.</summary>
public static class ExplanationJson
{
    private const int SchemaVersion = 1;

    public static string Of(FrameExplanation explanation, RunSettings settings, uint? only = null)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", SchemaVersion);
            json.WriteString("trace", settings.Trace);
            json.WriteString("policy", settings.Policy);
            json.WriteString("codec", settings.Codec);
            json.WriteString("wire", settings.Wire);
            json.WriteString("profile", settings.Profile);
            json.WriteString("rectangles", settings.Rectangles);
            WriteFrame(json, explanation.Frame!.Value);
            json.WriteStartArray("primitives");
            foreach (var decision in explanation.Decisions)
            {
                if (only is null || decision.Sequence == only)
                {
                    WriteDecision(json, decision);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteFrame(Utf8JsonWriter json, in FrameResult frame)
    {
        json.WriteNumber("frame", frame.Frame);
        json.WriteNumber("poll", frame.Poll);
        json.WriteNumber("time_ns", frame.TimeNanoseconds);
        json.WriteNumber("answered_sequence", frame.AnsweredSequence);
        json.WriteNumber("regions_marked", frame.RegionsMarked);
        json.WriteNumber("regions_trimmed", frame.RegionsTrimmed);
        json.WriteNumber("regions_sent", frame.RegionsSent);
        json.WriteNumber("regions_as_pixels", frame.RegionsAsPixels);
        json.WriteNumber("raw_bytes", frame.RawBytes);
        json.WriteNumber("encoded_bytes", frame.EncodedBytes);
        json.WriteNumber("primitive_bytes", frame.PrimitiveBytes);
        json.WriteNumber("pixel_bytes", frame.PixelBytes);
        json.WriteNumber("cache_bytes", frame.CacheBytes);
        json.WriteNumber("framing_bytes", frame.FramingBytes);
    }

    private static void WriteDecision(Utf8JsonWriter json, in PrimitiveDecision decision)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", decision.Sequence);
        json.WriteString("kind", decision.Kind);
        json.WriteNumber("x_px", decision.X);
        json.WriteNumber("y_px", decision.Y);
        json.WriteNumber("width_px", decision.Width);
        json.WriteNumber("height_px", decision.Height);
        json.WriteNumber("regions", decision.Regions);
        json.WriteBoolean("isolated", decision.Isolated);
        json.WriteBoolean("legal", decision.Legal);
        json.WriteString("reason", decision.Reason.Name());
        if (decision.OtherSequence is { } other)
        {
            json.WriteNumber("other_sequence", other);
        }
        else
        {
            json.WriteNull("other_sequence");
        }

        if (decision.ClientLacks == ClientLack.Nothing)
        {
            json.WriteNull("client_lacks");
        }
        else
        {
            json.WriteString("client_lacks", decision.ClientLacks.Name());
        }

        json.WriteNumber("primitive_bytes", decision.PrimitiveBytes);
        json.WriteNumber("pixel_bytes", decision.PixelBytes);
        json.WriteEndObject();
    }
}
