using TraceLab.Results;

namespace TraceLab.Analysis;

/// <summary>All runs over one trace.</summary>
public sealed class TraceComparison
{
    internal TraceComparison(string fileStem, IReadOnlyList<RunResult> runs, string basePolicy, RunLabels labels)
    {
        FileStem = fileStem;
        Runs =
        [
            .. runs.Select(run => new ComparedRun(
                run,
                labels.Of(run.Settings),
                BaseOf(run.Settings, runs, basePolicy)
            )),
        ];
    }

    public string Trace => Runs[0].Settings.Trace;

    /// <summary>The trace's name made safe for file names, different for every trace of the comparison.</summary>
    public string FileStem { get; }

    public IReadOnlyList<ComparedRun> Runs { get; }

    /// <summary>Length of the session in virtual time; the longest of the runs.</summary>
    public long DurationNanoseconds => Runs.Max(run => run.Result.DurationNanoseconds);

    /// <summary>What the recorder missed; equal for all runs, because it comes from the trace.</summary>
    public IReadOnlyDictionary<string, long> Losses => Runs[0].Result.Losses;

    /// <summary>Whether any client kept something, so that cache bytes are worth showing.</summary>
    public bool HasCacheBytes => Runs.Any(run => run.Totals.CacheBytes > 0);

    // A ratio compares policies, so the base must not differ in anything else.
    private static RunResult? BaseOf(RunSettings settings, IReadOnlyList<RunResult> runs, string basePolicy) =>
        runs.FirstOrDefault(run =>
            run.Settings with { Checked = settings.Checked } == settings with { Policy = basePolicy }
        );
}
