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
public sealed class RunResult : IRunObserver
{
    private readonly List<FrameResult> _frames;
    private readonly List<FrameTiming> _timings;
    private readonly IRunObserver? _next;

    public RunResult(RunSettings settings, IRunObserver? next = null)
    {
        Settings = settings;
        Totals = new RunTotals();
        Losses = new SortedDictionary<string, long>(StringComparer.Ordinal);
        _frames = [];
        _timings = [];
        _next = next;
    }

    private RunResult(RunResult finished, RunSettings settings)
    {
        Settings = settings;
        Totals = finished.Totals;
        Losses = finished.Losses;
        DurationNanoseconds = finished.DurationNanoseconds;
        Failure = finished.Failure;
        IsLossy = finished.IsLossy;
        _frames = finished._frames;
        _timings = finished._timings;
    }

    public RunSettings Settings { get; }

    public RunTotals Totals { get; }

    public IReadOnlyList<FrameResult> Frames => _frames;

    /// <summary>What each frame takes in time, in the order of the frames; empty for a run without a cost profile.</summary>
    public IReadOnlyList<FrameTiming> Timings => _timings;

    /// <summary>How the frames came to the client; null for a run without a cost profile.</summary>
    public Delivery? Delivery { get; set; }

    /// <summary>Length of the session in virtual time.</summary>
    public long DurationNanoseconds { get; set; }

    /// <summary>What the recorder missed, from the trace: cause and count.</summary>
    public SortedDictionary<string, long> Losses { get; }

    /// <summary>Whether the codec may change pixels, so that the run is no equal of those that do not.</summary>
    public bool IsLossy { get; set; }

    /// <summary>The first wrong pixels, if any: frame, region and the primitives that touched it, in words.</summary>
    public string? Failure { get; set; }

    /// <summary>The frames of a finished run as those of other settings that change nothing about them.</summary>
    public RunResult With(RunSettings settings) => new(this, settings);

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
        totals.ChooseCpuNanoseconds += frame.ChooseCpuNanoseconds;
        totals.DecodeCpuNanoseconds += frame.DecodeCpuNanoseconds;
        totals.WrongPixels += Math.Max(0, frame.WrongPixels);
        _next?.OnFrame(frame);
    }

    /// <summary>Comes before the frame it belongs to.</summary>
    public void OnTiming(in FrameTiming timing) => _timings.Add(timing);

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
        _next?.OnDecision(decision);
    }
}
