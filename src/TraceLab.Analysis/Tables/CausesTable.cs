namespace TraceLab.Analysis.Tables;

/// <summary>Why the bytes are what they are: the primitives' way from seen to sent, regions, and bytes by cause.</summary>
internal static class CausesTable
{
    public static Table Of(TraceComparison trace)
    {
        var table = new Table(
            "Why: primitives seen → isolated → legal in order → sent; regions sent, and those that went as pixels; bytes by cause",
            [
                Column.Words("policy"),
                Column.Figures("seen"),
                Column.Figures("isolated"),
                Column.Figures("legal"),
                Column.Figures("sent"),
                Column.Figures("regions"),
                Column.Figures("as pixels"),
                Column.Figures("primitive"),
                Column.Figures("pixel"),
                .. trace.HasCacheBytes ? [Column.Figures("cache")] : Array.Empty<Column>(),
                Column.Figures("framing"),
            ]
        );
        foreach (var run in trace.Runs)
        {
            var totals = run.Totals;
            string[] cells =
            [
                run.Label,
                Units.Count(run.Primitives.Seen),
                Units.Count(run.Primitives.Isolated),
                Units.Count(run.Primitives.Legal),
                Units.Count(run.Primitives.Sent),
                Units.Count(totals.RegionsSent),
                Units.Count(totals.RegionsAsPixels),
                Units.Bytes(totals.PrimitiveBytes),
                Units.Bytes(totals.PixelBytes),
                .. trace.HasCacheBytes ? [Units.Bytes(totals.CacheBytes)] : Array.Empty<string>(),
                Units.Bytes(totals.FramingBytes),
            ];
            table.Add(cells);
        }

        return table;
    }
}
