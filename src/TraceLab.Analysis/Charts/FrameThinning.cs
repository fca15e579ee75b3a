using TraceLab.Results;

namespace TraceLab.Analysis.Charts;

/// <summary>Keeps charts of long sessions small: of each moment only the largest and the smallest frame.</summary>
internal static class FrameThinning
{
    /// <summary>Up to here every frame is drawn.</summary>
    public const int MaxFrames = 2000;

    private const int Moments = MaxFrames / 2;

    /// <returns>At most <see cref="MaxFrames"/> frames in order of time; all of them if they are no more.</returns>
    public static IReadOnlyList<FrameResult> Of(IReadOnlyList<FrameResult> frames, long durationNanoseconds)
    {
        if (frames.Count <= MaxFrames)
        {
            return frames;
        }

        var end = Math.Max(durationNanoseconds, frames[^1].TimeNanoseconds) + 1;
        var kept = new List<FrameResult>(MaxFrames);
        foreach (var moment in frames.GroupBy(frame => (int)((Int128)frame.TimeNanoseconds * Moments / end)))
        {
            var largest = moment.MaxBy(frame => frame.EncodedBytes);
            var smallest = moment.MinBy(frame => frame.EncodedBytes);
            kept.Add(largest.Frame <= smallest.Frame ? largest : smallest);
            if (largest.Frame != smallest.Frame)
            {
                kept.Add(largest.Frame <= smallest.Frame ? smallest : largest);
            }
        }

        return kept;
    }
}
