namespace TraceLab.Analysis.Gate;

/// <summary>How much worse a run may be. It regresses only if it is worse by more than both.</summary>
public sealed record GateLimits
{
    /// <summary>A win is called large above this share, or above the tolerance if that is more.</summary>
    private const decimal LargeWinPercent = 5;

    // Beyond any use, and small enough that no product below overflows.
    private const decimal MostPercent = 1_000_000;
    private const long MostBytes = 1L << 40;

    /// <summary>Percent of the baseline's bytes per frame.</summary>
    public decimal TolerancePercent { get; init; }

    /// <summary>Bytes per frame.</summary>
    public long AbsoluteBytes { get; init; }

    /// <summary>Holds two runs' bytes per frame against each other, exactly: nothing is rounded to a double.</summary>
    internal GateVerdict Judge(BaselineItem baseline, BaselineItem current)
    {
        // Over the common denominator: growth × both frame counts.
        decimal baselineFrames = Math.Max(1, baseline.Frames.Count);
        decimal currentFrames = Math.Max(1, current.Frames.Count);
        var before = baseline.EncodedBytes * currentFrames;
        var growth = (current.EncodedBytes * baselineFrames) - before;
        var tolerance = Math.Clamp(TolerancePercent, 0, MostPercent);
        var absolute = Math.Clamp(AbsoluteBytes, 0, MostBytes) * baselineFrames * currentFrames;
        return growth switch
        {
            0 => GateVerdict.Same,
            > 0 => growth * 100 > before * tolerance && growth > absolute
                ? GateVerdict.Regressed
                : GateVerdict.WithinLimits,
            _ => -growth * 100 > before * Math.Max(LargeWinPercent, tolerance)
                ? GateVerdict.LargeWin
                : GateVerdict.Better,
        };
    }
}

/// <summary>What the gate says of one item.</summary>
public enum GateVerdict
{
    /// <summary>Exactly as many bytes per frame.</summary>
    Same,

    /// <summary>Worse, but not by more than both limits.</summary>
    WithinLimits,

    Better,

    /// <summary>So much better that a later regression could hide in the gap: the baseline should be tightened.</summary>
    LargeWin,

    /// <summary>Run, but not in the baseline.</summary>
    New,

    /// <summary>Worse by more than both limits: fails.</summary>
    Regressed,

    /// <summary>In the baseline, but not run: fails, because what is not measured cannot be held.</summary>
    Missing,
}
