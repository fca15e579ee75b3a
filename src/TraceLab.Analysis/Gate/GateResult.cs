using TraceLab.Results;

namespace TraceLab.Analysis.Gate;

/// <summary>What became of every item of a baseline and every run.</summary>
/// <param name="Items">In the order of their keys.</param>
/// <param name="Limits">What was allowed.</param>
/// <param name="AcceptCommand">The command that makes these runs the baseline.</param>
public sealed record GateResult(IReadOnlyList<GateItem> Items, GateLimits Limits, string AcceptCommand)
{
    /// <summary>Whether the program ends with the code for a regression.</summary>
    public bool Failed => Items.Any(item => item.Fails);

    /// <param name="baseline">What was accepted before.</param>
    /// <param name="runs">What was run now.</param>
    /// <param name="limits">How much worse a run may be.</param>
    /// <param name="acceptCommand">The command line that accepts; only shown.</param>
    public static GateResult Compare(
        Baseline baseline,
        IEnumerable<RunResult> runs,
        GateLimits limits,
        string acceptCommand
    )
    {
        var current = new Baseline(baseline.Reason, runs.Select(BaselineItem.Of));
        var keys = new SortedSet<GateKey>(baseline.Items.Concat(current.Items).Select(item => item.Key), GateKey.Order);
        return new GateResult(
            [.. keys.Select(key => GateItem.Of(key, baseline.Find(key), current.Find(key), limits))],
            limits,
            acceptCommand
        );
    }
}
