using TraceLab.Core.Faults;
using TraceLab.Results;

namespace TraceLab.Analysis;

/// <summary>
/// Runs over one or more traces, side by side, against one base policy: the model that tables, CSV, Markdown and charts
/// are made from. Traces and runs keep the order in which they were given.
/// </summary>
public sealed class Comparison
{
    private Comparison(string basePolicy, IReadOnlyList<TraceComparison> traces)
    {
        BasePolicy = basePolicy;
        Traces = traces;
    }

    /// <summary>The policy that every ratio refers to.</summary>
    public string BasePolicy { get; }

    public IReadOnlyList<TraceComparison> Traces { get; }

    /// <summary>All runs, trace by trace.</summary>
    public IEnumerable<ComparedRun> Runs => Traces.SelectMany(trace => trace.Runs);

    /// <param name="runs">Finished runs; none may have the settings of another.</param>
    /// <param name="basePolicy">The policy to compare with; null takes that of the first run.</param>
    /// <exception cref="InputFaultException">No runs, a base that was not run, or two runs with equal settings.</exception>
    public static Comparison Of(IReadOnlyList<RunResult> runs, string? basePolicy = null)
    {
        if (runs.Count == 0)
        {
            throw new InputFaultException("nothing to compare", expected: "at least one run", found: "none");
        }

        basePolicy ??= runs[0].Settings.Policy;
        RefuseUnknownBase(runs, basePolicy);
        RefuseDuplicates(runs);
        var labels = new RunLabels([.. runs.Select(run => run.Settings)]);
        var stems = new FileStems();
        var traces = runs.GroupBy(run => run.Settings.Trace, StringComparer.Ordinal)
            .Select(group => new TraceComparison(stems.Next(group.Key), [.. group], basePolicy, labels))
            .ToArray();
        return new Comparison(basePolicy, traces);
    }

    private static void RefuseUnknownBase(IReadOnlyList<RunResult> runs, string basePolicy)
    {
        if (runs.All(run => run.Settings.Policy != basePolicy))
        {
            throw new InputFaultException(
                "the base policy was not run",
                expected: string.Join(", ", runs.Select(run => run.Settings.Policy).Distinct(StringComparer.Ordinal)),
                found: basePolicy,
                remedy: "add it to the policies, or name one of them as the base"
            );
        }
    }

    private static void RefuseDuplicates(IReadOnlyList<RunResult> runs)
    {
        var seen = new HashSet<RunSettings>();
        foreach (var run in runs)
        {
            if (!seen.Add(run.Settings with { Checked = true }))
            {
                throw new InputFaultException(
                    "two runs have the same settings",
                    found: $"{run.Settings.Trace} with {run.Settings.Policy} twice",
                    remedy: "name each policy once, and give traces different file names"
                );
            }
        }
    }
}
