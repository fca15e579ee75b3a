namespace TraceLab.Analysis.Tables;

/// <summary>The primitives' way from seen to sent, by kind. What does not depend on the policy is printed once.</summary>
internal static class KindsTable
{
    public static Table Of(TraceComparison trace)
    {
        var table = new Table(
            "Primitives by kind",
            [
                Column.Words("kind"),
                Column.Words("policy"),
                Column.Figures("seen"),
                Column.Figures("isolated"),
                Column.Figures("legal"),
                Column.Figures("sent"),
                Column.Figures("bytes sent"),
            ]
        );
        var kinds = trace
            .Runs.SelectMany(run => run.Totals.WithUsualKinds())
            .Select(kind => kind.Key)
            .Distinct(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            AddKind(table, trace, kind);
        }

        return table;
    }

    private static void AddKind(Table table, TraceComparison trace, string kind)
    {
        var name = kind;
        foreach (var run in trace.Runs)
        {
            if (!run.Totals.Primitives.TryGetValue(kind, out var totals))
            {
                continue;
            }

            table.Add(
                name,
                run.Label,
                Units.Count(totals.Seen),
                Units.Count(totals.Isolated),
                Units.Count(totals.Legal),
                Units.Count(totals.Sent),
                Units.Bytes(totals.SentBytes)
            );
            name = "";
        }
    }
}
