using TraceLab.Results;

namespace TraceLab.Analysis;

/// <summary>One run with what reports derive from it.</summary>
public sealed class ComparedRun
{
    private readonly RunResult? _base;
    private readonly RunResult? _optimal;

    internal ComparedRun(RunResult result, string label, RunResult? @base, RunResult? optimal)
    {
        Result = result;
        Label = label;
        _base = @base;
        _optimal = optimal;
        BytesPerFrame = Distribution.Of(result.Frames.Select(frame => frame.EncodedBytes));
        Fidelity = Results.Fidelity.OfRun(result.Frames);
        Primitives = Sum(result.Totals.Primitives.Values);
    }

    public RunResult Result { get; }

    public RunSettings Settings => Result.Settings;

    public RunTotals Totals => Result.Totals;

    /// <summary>The policy's name, followed by whatever else distinguishes this run within the comparison.</summary>
    public string Label { get; }

    /// <summary>Whether this run is what others are held against.</summary>
    public bool IsBase => ReferenceEquals(Result, _base);

    public Distribution BytesPerFrame { get; }

    /// <summary>How near the client came to the primary framebuffer; null without loss, or where nobody looked.</summary>
    public Fidelity? Fidelity { get; }

    /// <summary>The sums over all kinds.</summary>
    public KindTotals Primitives { get; }

    /// <summary>
    /// Bytes per frame divided by those of the base policy with the same codec, wire, poll rate and region size; null
    /// where there is no such run or it sent nothing.
    /// </summary>
    public double? RatioToBase =>
        _base is { Totals.EncodedBytes: > 0 } ? Totals.BytesPerFrame / _base.Totals.BytesPerFrame : null;

    /// <summary>
    /// Bytes beyond those of the best choice for the same frames: of the run of <c>optimal</c> with the same codec, wire, poll
    /// rate and region size; null where there is none. That run looks for the least under prices that add up; real bytes do so
    /// only nearly, so a frame's regret can be below 0.
    /// </summary>
    public long? RegretBytes => _optimal is null ? null : Totals.EncodedBytes - _optimal.Totals.EncodedBytes;

    /// <summary>Regret divided by the bytes of the best choice.</summary>
    public double? RegretRatio =>
        _optimal is { Totals.EncodedBytes: > 0 } ? (double?)RegretBytes / _optimal.Totals.EncodedBytes : null;

    /// <summary>The regret of one frame, by its place in the run: frames of all runs of a machine are the same polls.</summary>
    public long? RegretBytesOf(int index) =>
        _optimal is not null
        && index < _optimal.Frames.Count
        && _optimal.Frames[index].Poll == Result.Frames[index].Poll
            ? Result.Frames[index].EncodedBytes - _optimal.Frames[index].EncodedBytes
            : null;

    /// <summary>Encoded bytes per second of virtual time; 0 for a session without length.</summary>
    public double BytesPerSecond =>
        Result.DurationNanoseconds == 0 ? 0 : Totals.EncodedBytes * 1e9 / Result.DurationNanoseconds;

    /// <summary>Wrong client pixels, or null where nobody looked.</summary>
    public long? WrongPixels => Settings.Checked ? Totals.WrongPixels : null;

    private static KindTotals Sum(IEnumerable<KindTotals> kinds)
    {
        var sum = new KindTotals();
        foreach (var kind in kinds)
        {
            sum.Seen += kind.Seen;
            sum.Isolated += kind.Isolated;
            sum.Legal += kind.Legal;
            sum.Sent += kind.Sent;
            sum.SentBytes += kind.SentBytes;
        }

        return sum;
    }
}
