using TraceLab.Analysis.Tables;
using TraceLab.Results;

namespace TraceLab.Analysis.Host;

/// <summary>What each virtual machine of a host got, as a table.</summary>
public static class HostText
{
    public static Document Of(HostResult result, HostOptions options)
    {
        var document = new Document();
        document.Heading($"{result.Machines.Count} virtual machines on one host");
        document.Paragraph(
            $"{Units.Seconds(result.Total.DurationNanoseconds)} · link {options.Link} · encoders {Encoders(options)}"
        );
        var table = new Table(
            "Frames and how long they took to the client; late: longer than one poll interval",
            [
                Column.Words("machine"),
                Column.Figures("frames"),
                Column.Figures("bytes"),
                Column.Figures("CPU"),
                Column.Figures("link"),
                Column.Figures("delay median"),
                Column.Figures("p95"),
                Column.Figures("p99"),
                Column.Figures("max"),
                Column.Figures("late"),
            ]
        );
        foreach (var share in result.Machines.Append(result.Total))
        {
            table.Add(
                share.Name,
                Units.Count(share.Frames),
                Units.Bytes(share.EncodedBytes),
                Units.Percent(share.EncodeUse),
                Units.Percent(share.LinkUse),
                Units.Milliseconds(share.DelayNanoseconds.Median),
                Units.Milliseconds(share.DelayNanoseconds.P95),
                Units.Milliseconds(share.DelayNanoseconds.P99),
                Units.Milliseconds(share.DelayNanoseconds.Max),
                Units.Count(share.LateFrames)
            );
        }

        document.Table(table);
        return document;
    }

    private static string Encoders(HostOptions options) =>
        options.EncodePixelsPerSecond == 0
            ? "as the cost profile has them"
            : $"{Units.Count(options.EncodePixelsPerSecond)} pixels/s";
}
