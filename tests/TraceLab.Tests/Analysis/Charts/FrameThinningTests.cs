using CsCheck;
using TraceLab.Analysis.Charts;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis.Charts;

public class FrameThinningTests
{
    [Fact]
    public void Short_sessions_are_drawn_frame_by_frame()
    {
        var run = Run([.. Enumerable.Repeat(5L, FrameThinning.MaxFrames)]);

        Assert.Same(run.Frames, FrameThinning.Of(run.Frames, run.DurationNanoseconds));
    }

    [Fact]
    public void Long_sessions_keep_their_extremes_in_order() =>
        Gen.Long[1, 1_000_000]
            .Array[FrameThinning.MaxFrames + 1, FrameThinning.MaxFrames * 3]
            .Sample(
                bytes =>
                {
                    var run = Run(bytes);

                    var kept = FrameThinning.Of(run.Frames, run.DurationNanoseconds);

                    Assert.InRange(kept.Count, 1, FrameThinning.MaxFrames);
                    Assert.Equal(bytes.Max(), kept.Max(frame => frame.EncodedBytes));
                    Assert.Equal(bytes.Min(), kept.Min(frame => frame.EncodedBytes));
                    Assert.Equal(kept.OrderBy(frame => frame.Frame), kept);
                },
                iter: 20
            );

    private static RunResult Run(long[] bytes) => SampleRuns.Of(SampleRuns.Settings("pixels"), bytes);
}
