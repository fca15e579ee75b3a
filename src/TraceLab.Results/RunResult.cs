namespace TraceLab.Results;

/// <summary>Receives what a run produces, as it happens. A run calls its observer from one thread at a time.</summary>
public interface IRunObserver
{
    void OnFrame(in FrameResult frame);

    /// <summary>Called for every primitive of a poll, before that poll's frame.</summary>
    void OnDecision(in PrimitiveDecision decision);
}

/// <summary>
/// Everything reports need of one run. Frames are kept (a few hundred bytes each); decisions are summed here and passed on
/// to whoever writes them, so that memory does not grow with the number of primitives.
/// </summary>
public sealed class RunResult(RunSettings settings, IRunObserver? next = null) : IRunObserver
{
    private readonly List<FrameResult> _frames = [];

    public RunSettings Settings { get; } = settings;

    public RunTotals Totals { get; } = new();

    public IReadOnlyList<FrameResult> Frames => _frames;

    /// <summary>Length of the session in virtual time.</summary>
    public long DurationNanoseconds { get; set; }

    /// <summary>What the recorder missed, from the trace: cause and count.</summary>
    public SortedDictionary<string, long> Losses { get; } = new(StringComparer.Ordinal);

    /// <summary>The first wrong pixels, if any: frame, region and the primitives that touched it, in words.</summary>
    public string? Failure { get; set; }

    public void OnFrame(in FrameResult frame)
    {
        _frames.Add(frame);
        var totals = Totals;
        totals.Frames++;
        totals.RegionsAsPixels += frame.RegionsAsPixels;
        totals.EncodedBytes += frame.EncodedBytes;
        totals.PrimitiveBytes += frame.PrimitiveBytes;
        totals.PixelBytes += frame.PixelBytes;
        totals.CacheBytes += frame.CacheBytes;
        totals.FramingBytes += frame.FramingBytes;
        totals.EncodeCpuNanoseconds += frame.EncodeCpuNanoseconds;
        totals.DetectCpuNanoseconds += frame.DetectCpuNanoseconds;
        totals.DecodeCpuNanoseconds += frame.DecodeCpuNanoseconds;
        totals.WrongPixels += Math.Max(0, frame.WrongPixels);
        next?.OnFrame(frame);
    }

    public void OnDecision(in PrimitiveDecision decision)
    {
        if (!Totals.Primitives.TryGetValue(decision.Kind, out var kind))
        {
            Totals.Primitives[decision.Kind] = kind = new KindTotals();
        }

        kind.Seen++;
        kind.Isolated += decision.Isolated ? 1 : 0;
        kind.Legal += decision.Legal ? 1 : 0;
        if (decision.Reason == DecisionReason.Sent)
        {
            kind.Sent++;
            kind.SentBytes += decision.PrimitiveBytes;
        }

        Totals.Reasons[decision.Reason] = Totals.Reasons.GetValueOrDefault(decision.Reason) + 1;
        next?.OnDecision(decision);
    }
}
