using TraceLab.Results;

namespace TraceLab.Analysis.Tables;

/// <summary>How often each reason was given. Reasons are rows, because they are long; those that never came are left out.</summary>
internal static class ReasonsTable
{
    public static Table Of(TraceComparison trace)
    {
        var table = new Table(
            "What became of the primitives, by policy",
            [Column.Words("reason"), .. trace.Runs.Select(run => Column.Figures(run.Label))]
        );
        foreach (var reason in DecisionReasonNames.All)
        {
            var counts = trace.Runs.Select(run => run.Totals.Reasons.GetValueOrDefault(reason)).ToArray();
            if (counts.Any(count => count > 0))
            {
                table.Add([reason.Words(), .. counts.Select(Units.Count)]);
            }
        }

        return table;
    }
}
