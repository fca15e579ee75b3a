namespace TraceLab.Analysis.Gate;

/// <summary>One item under the gate: what the baseline says, what was run, and the verdict.</summary>
/// <param name="Key">The run.</param>
/// <param name="Baseline">Null for a new item.</param>
/// <param name="Current">Null for a missing item.</param>
/// <param name="Verdict">What the gate says.</param>
public sealed record GateItem(GateKey Key, BaselineItem? Baseline, BaselineItem? Current, GateVerdict Verdict)
{
    private const int MaxWorstFrames = 5;

    public bool Fails => Verdict is GateVerdict.Regressed or GateVerdict.Missing;

    /// <summary>Growth of bytes per frame relative to the baseline; null without a baseline or one of 0 bytes.</summary>
    public double? Growth =>
        Baseline is { EncodedBytes: > 0 } && Current is not null
            ? (Current.BytesPerFrame / Baseline.BytesPerFrame) - 1
            : null;

    /// <summary>The frames that grew most, the worst first; a frame that one side lacks counts as 0 bytes there.</summary>
    public IReadOnlyList<FrameGrowth> WorstFrames { get; } = Worst(Baseline, Current);

    internal static GateItem Of(GateKey key, BaselineItem? baseline, BaselineItem? current, GateLimits limits) =>
        new(
            key,
            baseline,
            current,
            baseline is null ? GateVerdict.New
                : current is null ? GateVerdict.Missing
                : limits.Judge(baseline, current)
        );

    private static FrameGrowth[] Worst(BaselineItem? baseline, BaselineItem? current)
    {
        if (baseline is null || current is null)
        {
            return [];
        }

        var before = baseline.Frames.ToDictionary(frame => frame.Poll, frame => frame.Bytes);
        return
        [
            .. current
                .Frames.Select(frame => new FrameGrowth(frame.Poll, before.GetValueOrDefault(frame.Poll), frame.Bytes))
                .Where(frame => frame.GrowthBytes > 0)
                .OrderByDescending(frame => frame.GrowthBytes)
                .ThenBy(frame => frame.Poll)
                .Take(MaxWorstFrames),
        ];
    }
}

/// <summary>One frame then and now, named by its poll.</summary>
public readonly record struct FrameGrowth(long Poll, long BaselineBytes, long CurrentBytes)
{
    public long GrowthBytes => CurrentBytes - BaselineBytes;
}
