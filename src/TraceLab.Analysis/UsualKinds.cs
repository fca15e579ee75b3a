using TraceLab.Results;

namespace TraceLab.Analysis;

/// <summary>Kinds that every report lists, so that a reader sees the 0 instead of missing a row.</summary>
internal static class UsualKinds
{
    private static readonly string[] Names = ["fill", "copy", "image"];

    /// <summary>Fill, copy and image first, then the other kinds that occurred, in ordinal order.</summary>
    public static IEnumerable<KeyValuePair<string, KindTotals>> WithUsualKinds(this RunTotals totals) =>
        Names
            .Select(name => KeyValuePair.Create(name, totals.Primitives.GetValueOrDefault(name) ?? new KindTotals()))
            .Concat(totals.Primitives.Where(kind => !Names.Contains(kind.Key, StringComparer.Ordinal)));
}
