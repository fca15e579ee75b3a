namespace TraceLab.Analysis.Tables;

/// <summary>What each run sent.</summary>
internal static class BytesTable
{
    public static Table Of(TraceComparison trace)
    {
        var table = new Table(
            "Bytes sent; median, mean, p95 and max are bytes per frame",
            [
                Column.Words("policy"),
                Column.Figures("polls"),
                Column.Figures("frames"),
                Column.Figures("encoded"),
                Column.Figures("vs base"),
                Column.Figures("median"),
                Column.Figures("mean"),
                Column.Figures("p95"),
                Column.Figures("max"),
                Column.Figures("wrong pixels"),
                .. trace.HasRegret ? new[] { Column.Figures("regret") } : [],
            ]
        );
        foreach (var run in trace.Runs)
        {
            table.Add([
                run.Label,
                Units.Count(run.Totals.Polls),
                Units.Count(run.Totals.Frames),
                Units.Bytes(run.Totals.EncodedBytes),
                run.IsBase ? "base" : Units.Percent(run.RatioToBase),
                Units.Bytes(run.BytesPerFrame.Median),
                Units.Bytes(run.BytesPerFrame.Mean),
                Units.Bytes(run.BytesPerFrame.P95),
                Units.Bytes(run.BytesPerFrame.Max),
                run.WrongPixels is { } wrong ? Units.Count(wrong) : "unchecked",
                .. trace.HasRegret ? new[] { Units.Percent(run.RegretRatio) } : [],
            ]);
        }

        return table;
    }
}
