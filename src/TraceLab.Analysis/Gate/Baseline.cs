using TraceLab.Core.Faults;
using TraceLab.Results;

namespace TraceLab.Analysis.Gate;

/// <summary>
/// What runs are held against. It holds no date and no measured time: the same runs and the same reason give the same
/// file, so that a version control system shows exactly what was accepted.
/// </summary>
public sealed class Baseline
{
    private readonly SortedDictionary<GateKey, BaselineItem> _items = new(GateKey.Order);

    internal Baseline(string reason, IEnumerable<BaselineItem> items)
    {
        Reason = reason;
        foreach (var item in items)
        {
            if (!_items.TryAdd(item.Key, item))
            {
                throw new InputFaultException(
                    "two items are about the same run",
                    found: $"{item.Key.Trace}: {item.Key.Settings}",
                    remedy: "give traces different file names, and name each policy once"
                );
            }
        }
    }

    /// <summary>Why these numbers were accepted, in the words of whoever did.</summary>
    public string Reason { get; }

    /// <summary>In the order of their keys.</summary>
    public IReadOnlyCollection<BaselineItem> Items => _items.Values;

    public BaselineItem? Find(GateKey key) => _items.GetValueOrDefault(key);

    /// <summary>The baseline that holds what these runs sent.</summary>
    /// <exception cref="InputFaultException">No reason, or a run that showed wrong pixels: its bytes mean nothing.</exception>
    public static Baseline Of(IEnumerable<RunResult> runs, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new InputFaultException(
                "a baseline needs a reason",
                expected: "why these numbers are accepted",
                remedy: "give it with --reason TEXT"
            );
        }

        return new Baseline(reason.Trim(), runs.Select(ItemOf));
    }

    private static BaselineItem ItemOf(RunResult run) =>
        run.Failure is null && run.Totals.WrongPixels == 0
            ? BaselineItem.Of(run)
            : throw new InputFaultException(
                "a run with wrong pixels cannot become a baseline",
                found: $"{run.Settings.Trace}, {run.Settings.Policy}: {run.Failure ?? "wrong pixels"}",
                remedy: "mend the policy first"
            );
}
