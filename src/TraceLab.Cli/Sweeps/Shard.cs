using System.Globalization;

namespace TraceLab.Cli.Sweeps;

/// <summary>Part I of N of a sweep's jobs. Jobs are dealt in turn, so that shards are about as long.</summary>
internal sealed record Shard(int Index, int Count)
{
    public const string Syntax = "I/N with I from 1 to N, such as 2/3";

    private const int MostShards = 10_000;

    public static readonly Shard Whole = new(1, 1);

    /// <summary>Null if the text is no shard.</summary>
    public static Shard? Parse(string? text)
    {
        var parts = text?.Split('/') ?? [];
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= MostShards
            && index >= 1
            && index <= count
            ? new Shard(index, count)
            : null;
    }

    public bool Has(int job) => (job - 1) % Count == Index - 1;
}
