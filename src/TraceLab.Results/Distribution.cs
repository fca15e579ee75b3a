namespace TraceLab.Results;

/// <summary>The shape of a list of numbers, by the nearest-rank method. All zero for an empty list.</summary>
public readonly record struct Distribution(double Mean, long Median, long P95, long P99, long Max)
{
    public static Distribution Of(IEnumerable<long> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0
            ? default
            : new Distribution(sorted.Average(), Rank(sorted, 50), Rank(sorted, 95), Rank(sorted, 99), sorted[^1]);
    }

    // The smallest value that at least this share of all values does not exceed.
    private static long Rank(long[] sorted, int percent) =>
        sorted[Math.Max(0, (int)((((long)sorted.Length * percent) + 99) / 100) - 1)];
}
