using System.Text;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Console;

/// <summary>What a trace holds, for people. What was lost comes first.</summary>
internal static class TraceInfoText
{
    public static string Of(TraceReader reader, FileInfo file)
    {
        var text = new StringBuilder();
        AppendLosses(text, reader);
        AppendFacts(text, reader, file);
        AppendKinds(text, reader.Summary);
        AppendSurfaces(text, reader.Summary);
        return text.ToString();
    }

    private static void AppendLosses(StringBuilder text, TraceReader reader)
    {
        if (reader.Fault is { } fault)
        {
            text.AppendLine($"{TraceFiles.StateName(reader.State).ToUpperInvariant(), -13}{fault.Message}");
        }

        if (reader.Summary.Losses.Count == 0)
        {
            text.AppendLine("losses       none");
        }

        foreach (var loss in reader.Summary.Losses)
        {
            text.AppendLine($"LOST         {loss.Cause}: {loss.Count} times");
        }
    }

    private static void AppendFacts(StringBuilder text, TraceReader reader, FileInfo file)
    {
        var header = reader.Header;
        var summary = reader.Summary;
        var seconds = summary.DurationNanoseconds / 1e9;
        text.AppendLine($"source       {header.Source}");
        text.AppendLine($"screen       {header.ScreenWidth}x{header.ScreenHeight} {header.PixelFormat}");
        text.AppendLine($"duration     {seconds:F3} s ({header.Clock})");
        text.AppendLine($"commands     {summary.Commands} ({PerSecond(summary.Commands, seconds):F1} a second)");
        text.AppendLine(
            $"bytes        {SessionBytes(summary)} of commands ({PerSecond(SessionBytes(summary), seconds):F0} a second), {file.Length} in the file"
        );
        text.AppendLine($"shared       {summary.SharedPayloadBytes} bytes of pixels stored once and used again");
        _ = header.Host.Length == 0 ? text : text.AppendLine($"host         {header.Host}");
        _ = header.Tool.Length == 0 ? text : text.AppendLine($"recorded by  {header.Tool}");
        foreach (var (name, value) in header.Facts)
        {
            text.AppendLine($"{name, -12} {value}");
        }
    }

    private static void AppendKinds(StringBuilder text, TraceSummary summary)
    {
        text.AppendLine();
        text.AppendLine($"{"kind", -20}{"count", 12}{"bytes", 16}{"of them pixels", 16}");
        foreach (var kind in summary.Kinds)
        {
            text.AppendLine(
                $"{kind.Kind, -20}{kind.Count, 12}{kind.RecordBytes + kind.PayloadBytes, 16}{kind.PayloadBytes, 16}"
            );
        }
    }

    private static void AppendSurfaces(StringBuilder text, TraceSummary summary)
    {
        text.AppendLine();
        text.AppendLine($"{"surface", -20}{"commands", 12}{"bytes", 16}{"of them pixels", 16}");
        foreach (var surface in summary.Surfaces)
        {
            var bytes = surface.RecordBytes + surface.PayloadBytes;
            text.AppendLine(
                $"{NameOf(surface.SurfaceId), -20}{surface.Commands, 12}{bytes, 16}{surface.PayloadBytes, 16}"
            );
        }
    }

    private static string NameOf(int surfaceId) =>
        surfaceId switch
        {
            0 => "0 (screen)",
            SurfaceTally.OtherSurfaces => "others",
            _ => $"{surfaceId}",
        };

    // Commands with their pixels, each use counted: what the session drew, whatever the file shares or compresses.
    public static long SessionBytes(TraceSummary summary) =>
        summary.Kinds.Sum(kind => kind.RecordBytes + kind.PayloadBytes);

    private static double PerSecond(long count, double seconds) => seconds <= 0 ? 0 : count / seconds;
}
