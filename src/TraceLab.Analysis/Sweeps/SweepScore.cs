using TraceLab.Analysis.Csv;

namespace TraceLab.Analysis.Sweeps;

/// <summary>What one configuration comes to over all traces of a sweep.</summary>
public sealed record SweepScore
{
    public required SweepConfiguration Configuration { get; init; }

    public required int Traces { get; init; }

    public required long EncodedBytes { get; init; }

    /// <summary>Whether the codec may change pixels: then it is compared with its like only.</summary>
    public required bool IsLossy { get; init; }

    /// <summary>The worst trace's; null where nothing was lost or nobody looked.</summary>
    public required double? WorstPsnrDecibels { get; init; }

    /// <summary>The worst trace's structural similarity; null where nothing was lost or nobody looked.</summary>
    public required double? WorstSimilarity { get; init; }

    /// <summary>Encoded bytes divided by those of the best configuration over the same link.</summary>
    public required double RatioToBest { get; init; }

    /// <summary>CPU time of encoder and client by the cost profile.</summary>
    public required long PricedCpuNanoseconds { get; init; }

    /// <summary>The worst trace's 95th percentile of the time from command to client.</summary>
    public required long WorstLatencyP95 { get; init; }

    public required long LateFrames { get; init; }

    /// <summary>Client pixels that were wrong; null where no run was checked.</summary>
    public required long? WrongPixels { get; init; }

    /// <summary>Whether no other configuration of its sort over the same link has both fewer bytes and less CPU time.</summary>
    public required bool IsOnFront { get; init; }
}

/// <summary>Ranks the configurations of a sweep: lossless ones first, then by bytes, then by CPU time.</summary>
public static class SweepRanking
{
    public static IReadOnlyList<SweepScore> Of(IEnumerable<SummaryRow> rows)
    {
        var scores = rows.GroupBy(SweepConfiguration.Of)
            .Select(group => Score(group.Key, [.. group]))
            .OrderBy(score => score.EncodedBytes)
            .ThenBy(score => score.PricedCpuNanoseconds)
            .ToArray();
        return
        [
            .. scores
                .GroupBy(score => (score.IsLossy, score.Configuration.Link))
                .SelectMany(OverOneLink)
                .OrderBy(score => score.IsLossy)
                .ThenBy(score => score.EncodedBytes)
                .ThenBy(score => score.PricedCpuNanoseconds),
        ];
    }

    private static SweepScore Score(SweepConfiguration configuration, SummaryRow[] rows) =>
        new()
        {
            Configuration = configuration,
            Traces = rows.Length,
            EncodedBytes = rows.Sum(row => row.EncodedBytes),
            IsLossy = rows[0].IsLossy,
            WorstPsnrDecibels = rows.Min(row => row.Fidelity.PsnrDecibels),
            WorstSimilarity = rows.Min(row => row.Fidelity.StructuralSimilarity),
            RatioToBest = 1,
            PricedCpuNanoseconds = rows.Sum(row =>
                (row.Delivery.EncodeNanoseconds ?? 0) + (row.Delivery.DecodeNanoseconds ?? 0)
            ),
            WorstLatencyP95 = rows.Max(row => row.Delivery.LatencyP95 ?? 0),
            LateFrames = rows.Sum(row => row.Delivery.LateFrames ?? 0),
            WrongPixels = rows.Any(row => row.WrongPixels is null) ? null : rows.Sum(row => row.WrongPixels),
            IsOnFront = false,
        };

    // Sorted by bytes: a configuration is on the front if it takes less CPU time than all with fewer bytes.
    private static IEnumerable<SweepScore> OverOneLink(IEnumerable<SweepScore> scores)
    {
        var least = long.MaxValue;
        long? best = null;
        foreach (var score in scores)
        {
            best ??= score.EncodedBytes;
            yield return score with
            {
                RatioToBest = best == 0 ? 1 : (double)score.EncodedBytes / best.Value,
                IsOnFront = score.PricedCpuNanoseconds < least,
            };
            least = Math.Min(least, score.PricedCpuNanoseconds);
        }
    }
}
