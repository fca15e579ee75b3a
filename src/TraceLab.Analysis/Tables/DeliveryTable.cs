namespace TraceLab.Analysis.Tables;

/// <summary>What each run took in time; no rows where no run was priced.</summary>
internal static class DeliveryTable
{
    public static Table Of(TraceComparison trace)
    {
        var profiles = trace.Runs.Select(run => run.Settings.CostProfile ?? "").Distinct(StringComparer.Ordinal);
        var table = new Table(
            $"Time by cost profile {string.Join("/", profiles)}; latency is from command to client, late is a poll interval or more behind",
            [
                Column.Words("policy"),
                Column.Words("link"),
                Column.Figures("link use"),
                Column.Figures("encode"),
                Column.Figures("decode"),
                Column.Figures("latency p50"),
                Column.Figures("p95"),
                Column.Figures("p99"),
                Column.Figures("late"),
                Column.Figures("polls skipped"),
            ]
        );
        foreach (var run in trace.Runs)
        {
            if (run.Result.Delivery is { LatencyNanoseconds: { } latency } delivery)
            {
                table.Add(
                    run.Label,
                    $"{run.Settings.Link ?? new Results.LinkSettings()}",
                    Units.Percent(delivery.LinkUse),
                    Units.Milliseconds(delivery.EncodeNanoseconds),
                    Units.Milliseconds(delivery.DecodeNanoseconds),
                    Units.Milliseconds(latency.Median),
                    Units.Milliseconds(latency.P95),
                    Units.Milliseconds(latency.P99),
                    Units.Count(delivery.LateFrames),
                    Units.Count(run.Totals.SkippedPolls)
                );
            }
        }

        return table;
    }
}
