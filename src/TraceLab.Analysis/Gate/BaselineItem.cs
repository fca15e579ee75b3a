using TraceLab.Results;

namespace TraceLab.Analysis.Gate;

/// <summary>What one run once sent: every frame, so that a regression can name the frames that grew.</summary>
/// <param name="Key">The run.</param>
/// <param name="Frames">Poll and encoded bytes of each frame, in order of polls.</param>
public sealed record BaselineItem(GateKey Key, IReadOnlyList<FrameBytes> Frames)
{
    public long EncodedBytes { get; } = Frames.Sum(frame => frame.Bytes);

    public double BytesPerFrame => Frames.Count == 0 ? 0 : (double)EncodedBytes / Frames.Count;

    public static BaselineItem Of(RunResult run) =>
        new(
            GateKey.Of(run.Settings),
            [.. run.Frames.Select(frame => new FrameBytes(frame.Poll, frame.EncodedBytes)).OrderBy(frame => frame.Poll)]
        );
}

/// <summary>The poll that made a frame, and the bytes it sent. Polls identify frames; their numbers shift with any new one.</summary>
public readonly record struct FrameBytes(long Poll, long Bytes);
