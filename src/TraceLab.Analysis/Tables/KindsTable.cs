using TraceLab.Results;

namespace TraceLab.Analysis.Tables;

/// <summary>
/// The primitives' way from seen to sent, by kind. A stage that is the same for every policy has one column; otherwise
/// each policy has its own, so that what differs stands side by side.
/// </summary>
internal static class KindsTable
{
    public static Table Of(TraceComparison trace)
    {
        var kinds = trace
            .Runs.SelectMany(run => run.Totals.WithUsualKinds())
            .Select(kind => kind.Key)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        Stage[] stages =
        [
            .. Stages(trace, kinds, "seen", kind => kind.Seen),
            .. Stages(trace, kinds, "isolated", kind => kind.Isolated),
            .. Stages(trace, kinds, "legal", kind => kind.Legal),
            .. trace.Runs.Select(run => new Stage($"sent by {run.Label}", run, kind => kind.Sent)),
        ];
        var table = new Table(
            "Primitives by kind",
            [Column.Words("kind"), .. stages.Select(stage => Column.Figures(stage.Name))]
        );
        foreach (var kind in kinds)
        {
            table.Add([kind, .. stages.Select(stage => Units.Count(stage.Of(kind)))]);
        }

        return table;
    }

    private static IEnumerable<Stage> Stages(
        TraceComparison trace,
        string[] kinds,
        string name,
        Func<KindTotals, long> count
    )
    {
        var perRun = trace.Runs.Select(run => new Stage($"{name} for {run.Label}", run, count)).ToArray();
        return perRun.All(stage => kinds.All(kind => stage.Of(kind) == perRun[0].Of(kind)))
            ? [perRun[0] with { Name = name }]
            : perRun;
    }

    private sealed record Stage(string Name, ComparedRun Run, Func<KindTotals, long> Count)
    {
        public long Of(string kind) => Run.Totals.Primitives.TryGetValue(kind, out var totals) ? Count(totals) : 0;
    }
}
