using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Encoder;
using TraceLab.Tests.Simulation;

namespace TraceLab.Benchmarks;

/// <summary>
/// Frames of a session as the encoder sees them, kept with pixels of their own, so that one step can be measured over and over
/// without the machine around it.
/// </summary>
internal static class SampledFrames
{
    public static readonly string[] Traces =
    [
        "dragging",
        "gtk",
        "pdf",
        "scrolling",
        "typing",
        "x11-offscreen",
        "x11-text",
        "x11-upload",
    ];

    // 8 MB each.
    private const int Most = 48;

    /// <summary>At most 48 frames, evenly spread over the session.</summary>
    public static SampledFrame[] Of(string trace)
    {
        var events = RecordedSession.Events(trace);
        var count = FrameWalk.Frames(events).Count();
        var step = Math.Max(1, (count + Most - 1) / Most);
        return [.. FrameWalk.Frames(events).Where((_, index) => index % step == 0).Select(pair => Keep(pair.Frame))];
    }

    private static SampledFrame Keep(FrameInput frame)
    {
        var secondary = Copy(frame.Secondary);
        var changed = new Blitmap(frame.Grid);
        changed.CopyFrom(frame.Changed);
        var kept = new FrameInput
        {
            Poll = frame.Poll,
            TimeNanoseconds = frame.TimeNanoseconds,
            AnsweredSequence = frame.AnsweredSequence,
            Secondary = secondary,
            Primary = Copy(frame.Secondary),
            Changed = changed,
            RegionsMarked = frame.RegionsMarked,
            RegionsTrimmed = frame.RegionsTrimmed,
            Primitives = [.. frame.Primitives],
            RawBytes = frame.RawBytes,
        };
        var analysis = new FrameAnalysis();
        analysis.Analyse(kept.Primitives, kept.Grid, ClientProfile.Default);
        return new SampledFrame(kept, analysis);
    }

    private static Surface Copy(Surface screen)
    {
        var copy = new Surface(screen.Width, screen.Height, screen.Format);
        copy.CopyFrom(screen, screen.Bounds);
        return copy;
    }
}

/// <summary>A frame that stays valid.</summary>
internal sealed record SampledFrame(FrameInput Input, FrameAnalysis Analysis);
