using TraceLab.Analysis.Gate;
using TraceLab.Results;

namespace TraceLab.Analysis.Tables;

/// <summary>
/// What a comparison says to a reader, trace by trace: losses first, what each policy sent, and then why — bytes by
/// cause, how many primitives were seen, isolated, legal in order and sent, and for which reason the others were not.
/// </summary>
public static class ComparisonText
{
    public static Document Of(Comparison comparison)
    {
        var document = new Document();
        foreach (var trace in comparison.Traces)
        {
            Append(document, trace);
        }

        return document;
    }

    private static void Append(Document document, TraceComparison trace)
    {
        document.Heading(trace.Trace);
        if (trace.Losses.Count > 0)
        {
            var losses = trace.Losses.Select(loss => $"{Units.Count(loss.Value)} × {loss.Key}");
            document.Warning($"This trace lost data when it was recorded: {string.Join(", ", losses)}.");
        }

        foreach (var run in trace.Runs.Where(run => run.Result.Failure is not null))
        {
            document.Warning($"FAILED: {run.Label}: {run.Result.Failure}");
        }

        document.Paragraph(SettingsLine(trace));
        // All runs of a trace share the machine that it was played on.
        if (trace.Runs[0].Totals is { Stalls: > 0 } machine)
        {
            document.Paragraph(
                $"Stalls of the guest because a FIFO was full: {Units.Count(machine.Stalls)}, "
                    + $"{Units.Seconds(machine.StallNanoseconds)} in all; "
                    + $"most primitives pending at once: {Units.Count(machine.MaxFifoDepth)}."
            );
        }

        document.Table(BytesTable.Of(trace));
        document.Table(FidelityTable.Of(trace));
        document.Table(DeliveryTable.Of(trace));
        document.Table(CausesTable.Of(trace));
        document.Table(KindsTable.Of(trace));
        document.Table(ReasonsTable.Of(trace));
    }

    private static string SettingsLine(TraceComparison trace)
    {
        var settings = trace.Runs.Select(run => run.Settings).ToArray();
        string[] parts =
        [
            Units.Seconds(trace.DurationNanoseconds),
            "codec " + string.Join("/", trace.Runs.Select(CodecOf).Distinct(StringComparer.Ordinal)),
            "wire " + Each(settings, run => ModelledWires.Label(run.Wire)),
            .. settings.All(run => run.Profile == GateKey.UsualProfile)
                ? Array.Empty<string>()
                : ["client " + Each(settings, run => run.Profile)],
            .. settings.All(run => run.Rectangles == GateKey.UsualRectangles)
                ? Array.Empty<string>()
                : ["rectangles " + Each(settings, run => run.Rectangles)],
            Each(settings, run => $"{run.PollsPerSecond}") + " polls/s",
            "regions of " + Each(settings, run => $"{run.RegionSize}×{run.RegionSize}") + " pixels",
            settings.All(run => run.Checked) ? "every frame checked"
            : settings.Any(run => run.Checked) ? "partly unchecked"
            : "unchecked: client pixels were not compared",
        ];
        return string.Join(" · ", parts);
    }

    private static string CodecOf(ComparedRun run) => run.Settings.Codec + (run.Result.IsLossy ? " (lossy)" : "");

    private static string Each(RunSettings[] settings, Func<RunSettings, string> value) =>
        string.Join("/", settings.Select(value).Distinct(StringComparer.Ordinal));
}
