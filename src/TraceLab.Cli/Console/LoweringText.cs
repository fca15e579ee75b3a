using System.Text;
using TraceLab.Capture.X11.Lowering;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Console;

/// <summary>How much of an X11 session became true primitives, and what kept the rest from it.</summary>
internal static class LoweringText
{
    private const int MostCauses = 12;
    private const int AdviceColumn = 50;

    /// <summary>What a trace says about its lowering; empty for traces of other sources.</summary>
    public static IReadOnlyList<LoweringRecord> Records(TraceReader reader) =>
        reader.Header.Source != "x11"
            ? []
            :
            [
                .. reader
                    .Events()
                    .OfType<Marker>()
                    .Select(marker => LoweringRecord.Parse(marker.Text))
                    .OfType<LoweringRecord>(),
            ];

    /// <summary>Nothing for no records.</summary>
    public static string Of(IReadOnlyList<LoweringRecord> records)
    {
        var text = new StringBuilder();
        if (records.Count == 0)
        {
            return "";
        }

        text.AppendLine();
        text.AppendLine(
            $"primitives   {LoweringRecord.ScreenShare(records) * 100:F2} % of the changed pixels on the screen; images carry the rest, exactly"
        );
        text.AppendLine();
        text.AppendLine($"{"changed pixels by", -20}{"on screen", 12}{"off screen", 16}");
        foreach (var record in records.Where(one => !one.IsFallback))
        {
            text.AppendLine($"{record.Name, -20}{record.ScreenPixels, 12}{record.OffScreenPixels, 16}");
        }

        var fallbacks = records.Where(one => one.IsFallback).ToArray();
        if (fallbacks.Length > 0)
        {
            text.AppendLine();
            text.AppendLine($"{"images", -20}{"on screen", 12}{"off screen", 16}  instead of");
            foreach (var record in fallbacks.Take(MostCauses))
            {
                text.AppendLine(
                    $"{record.Count, -20}{record.ScreenPixels, 12}{record.OffScreenPixels, 16}  {record.Name}"
                );
                if (FallbackAdvice.For(record) is { } advice)
                {
                    text.AppendLine($"{"", AdviceColumn}-> {advice}");
                }
            }
        }

        return text.ToString();
    }
}
