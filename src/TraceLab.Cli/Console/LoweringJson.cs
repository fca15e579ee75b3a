using System.Text.Json;
using TraceLab.Capture.X11.Lowering;

namespace TraceLab.Cli.Console;

/// <summary>How much of an X11 session became true primitives, for programs.</summary>
internal static class LoweringJson
{
    /// <summary>Adds a member <c>lowering</c>; nothing for no records.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LoweringRecord> records)
    {
        if (records.Count == 0)
        {
            return;
        }

        json.WriteStartObject("lowering");
        json.WriteNumber("screen_share", LoweringRecord.ScreenShare(records));
        WriteAll(json, "primitives", records.Where(one => !one.IsFallback));
        WriteAll(json, "fallbacks", records.Where(one => one.IsFallback));
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<LoweringRecord> records)
    {
        json.WriteStartArray(name);
        foreach (var record in records)
        {
            json.WriteStartObject();
            json.WriteString(record.IsFallback ? "cause" : "kind", record.Name);
            json.WriteNumber("screen_pixels", record.ScreenPixels);
            json.WriteNumber("off_screen_pixels", record.OffScreenPixels);
            if (record.IsFallback)
            {
                json.WriteNumber("count", record.Count);
                json.WriteString("advice", FallbackAdvice.For(record));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
