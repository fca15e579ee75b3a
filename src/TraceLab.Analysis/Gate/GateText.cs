using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Gate;

/// <summary>The gate's result for readers: failures first, with their worst frames and the command that accepts.</summary>
public static class GateText
{
    public static Document Of(GateResult result)
    {
        var document = new Document();
        document.Heading(result.Failed ? "Gate: FAILED" : "Gate: passed");
        document.Paragraph(Limits(result.Limits));
        foreach (var item in result.Items.Where(item => item.Fails))
        {
            AppendFailure(document, item);
        }

        document.Table(ItemTable(result));
        AppendAdvice(document, result);
        return document;
    }

    /// <summary>A failure in one line, the same in every output.</summary>
    internal static string FailureLine(GateItem item) =>
        item.Verdict == GateVerdict.Missing
            ? $"MISSING: {item.Key.Trace}: {item.Key.Settings}: the baseline has it, this gate did not run it"
            : $"REGRESSION: {item.Key.Trace}: {item.Key.Settings}: {PerFrame(item.Baseline)} → {PerFrame(item.Current)} "
                + $"bytes per frame ({Growth(item)})";

    /// <summary>A worst frame in one line.</summary>
    internal static string FrameLine(GateItem item, FrameGrowth frame) =>
        $"poll {frame.Poll} ({(double)frame.Poll / Math.Max(1, item.Key.PollsPerSecond):0.000} s): "
        + $"{Units.Count(frame.BaselineBytes)} → {Units.Count(frame.CurrentBytes)} bytes "
        + $"(+{Units.Count(frame.GrowthBytes)})";

    internal static string Words(GateVerdict verdict) =>
        verdict switch
        {
            GateVerdict.Same => "same",
            GateVerdict.WithinLimits => "worse, within limits",
            GateVerdict.Better => "better",
            GateVerdict.LargeWin => "large win: tighten",
            GateVerdict.New => "new",
            GateVerdict.Regressed => "REGRESSED",
            _ => "MISSING",
        };

    private static string Limits(GateLimits limits) =>
        $"A run fails if its bytes per frame are worse by more than {limits.TolerancePercent}% of the baseline and by "
        + $"more than {Units.Count(limits.AbsoluteBytes)} bytes.";

    private static void AppendFailure(Document document, GateItem item)
    {
        document.Warning(FailureLine(item));
        if (item.WorstFrames.Count == 0)
        {
            return;
        }

        var table = new Table(
            "Frames that grew most",
            [
                Column.Figures("poll"),
                Column.Figures("second"),
                Column.Figures("baseline bytes"),
                Column.Figures("bytes now"),
                Column.Figures("growth"),
            ]
        );
        foreach (var frame in item.WorstFrames)
        {
            table.Add(
                Units.Count(frame.Poll),
                ((double)frame.Poll / Math.Max(1, item.Key.PollsPerSecond)).ToString("0.000"),
                Units.Count(frame.BaselineBytes),
                Units.Count(frame.CurrentBytes),
                "+" + Units.Count(frame.GrowthBytes)
            );
        }

        document.Table(table);
    }

    private static Table ItemTable(GateResult result)
    {
        var table = new Table(
            "All items; bytes per frame",
            [
                Column.Words("trace"),
                Column.Words("settings"),
                Column.Figures("baseline"),
                Column.Figures("now"),
                Column.Figures("change"),
                Column.Figures("frames"),
                Column.Words("verdict"),
            ]
        );
        foreach (var item in result.Items)
        {
            table.Add(
                item.Key.Trace,
                item.Key.Settings,
                PerFrame(item.Baseline),
                PerFrame(item.Current),
                Growth(item),
                Frames(item),
                Words(item.Verdict)
            );
        }

        return table;
    }

    private static void AppendAdvice(Document document, GateResult result)
    {
        if (result.Failed)
        {
            document.Paragraph("If this is wanted, accept it and say why:");
            document.Command(result.AcceptCommand);
        }
        else if (result.Items.Any(item => item.Verdict == GateVerdict.LargeWin))
        {
            document.Paragraph("A large win: tighten the baseline, or a later regression hides in the gap:");
            document.Command(result.AcceptCommand);
        }
        else if (result.Items.Any(item => item.Verdict == GateVerdict.New))
        {
            document.Paragraph("New items are not held until they are accepted:");
            document.Command(result.AcceptCommand);
        }
    }

    private static string PerFrame(BaselineItem? item) => item is null ? "–" : item.BytesPerFrame.ToString("N1");

    private static string Growth(GateItem item) =>
        item.Growth is not { } growth ? "–"
        : growth == 0 ? "0%"
        : Math.Abs(growth) < 0.0001 ? (growth > 0 ? "< +0.01%" : "> -0.01%")
        : (growth * 100).ToString("+0.00;-0.00") + "%";

    // Frames follow from the trace; where they do not, the numbers per frame alone would mislead.
    private static string Frames(GateItem item)
    {
        var before = item.Baseline?.Frames.Count;
        var now = item.Current?.Frames.Count;
        return before is null || now is null || before == now
            ? Units.Count(now ?? before ?? 0)
            : $"{Units.Count(before.Value)} → {Units.Count(now.Value)}";
    }
}
