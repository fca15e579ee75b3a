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
            $"{Units.Seconds(result.DurationNanoseconds)} · link {Limit(options.LinkBitsPerSecond, "bit/s")} · encoders {Limit(options.EncodePixelsPerSecond, "pixels/s")}"
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
                Use(share.CpuNanoseconds, result.DurationNanoseconds),
                Use(share.LinkNanoseconds, result.DurationNanoseconds),
                Milliseconds(share.DelayNanoseconds.Median),
                Milliseconds(share.DelayNanoseconds.P95),
                Milliseconds(share.DelayNanoseconds.P99),
                Milliseconds(share.DelayNanoseconds.Max),
                Units.Count(share.LateFrames)
            );
        }

        document.Table(table);
        return document;
    }

    private static string Limit(long perSecond, string unit) =>
        perSecond == 0 ? "unlimited" : $"{Units.Count(perSecond)} {unit}";

    private static string Use(long busyNanoseconds, long durationNanoseconds) =>
        Units.Percent(durationNanoseconds == 0 ? null : (double)busyNanoseconds / durationNanoseconds);

    private static string Milliseconds(long nanoseconds) => $"{nanoseconds / 1e6:0.0} ms";
}
