using TraceLab.Results;

namespace TraceLab.Analysis;

/// <summary>All runs over one trace.</summary>
public sealed class TraceComparison
{
    /// <summary>The policy whose bytes are the least to be had; regret is counted from it.</summary>
    public const string OptimalPolicy = "optimal";

    internal TraceComparison(string fileStem, IReadOnlyList<RunResult> runs, string basePolicy, RunLabels labels)
    {
        FileStem = fileStem;
        Runs =
        [
            .. runs.Select(run => new ComparedRun(
                run,
                labels.Of(run.Settings),
                SameWith(basePolicy, run.Settings, runs),
                SameWith(OptimalPolicy, run.Settings, runs)
            )),
        ];
    }

    public string Trace => Runs[0].Settings.Trace;

    /// <summary>The trace's name made safe for file names, different for every trace of the comparison.</summary>
    public string FileStem { get; }

    public IReadOnlyList<ComparedRun> Runs { get; }

    /// <summary>Whether the best choice was compared too, so that regret is known.</summary>
    public bool HasRegret => Runs.Any(run => run.RegretBytes is not null);

    /// <summary>Length of the session in virtual time; the longest of the runs.</summary>
    public long DurationNanoseconds => Runs.Max(run => run.Result.DurationNanoseconds);

    /// <summary>What the recorder missed; equal for all runs, because it comes from the trace.</summary>
    public IReadOnlyDictionary<string, long> Losses => Runs[0].Result.Losses;

    /// <summary>Whether any client kept something, so that cache bytes are worth showing.</summary>
    public bool HasCacheBytes => Runs.Any(run => run.Totals.CacheBytes > 0);

    // Ratio and regret compare policies, so the other run must not differ in anything else.
    private static RunResult? SameWith(string policy, RunSettings settings, IReadOnlyList<RunResult> runs) =>
        runs.FirstOrDefault(run =>
            run.Settings with { Checked = settings.Checked } == settings with { Policy = policy }
        );
}
