using TraceLab.Results;
using TraceLab.Tests.Analysis;

namespace TraceLab.Tests.Results;

public class RunResultTests
{
    [Fact]
    public void Totals_are_the_sums_of_frames_and_decisions()
    {
        var run = SampleRuns.Scroll("ordered");

        Assert.Equal(3, run.Totals.Frames);
        Assert.Equal(run.Frames.Sum(frame => frame.EncodedBytes), run.Totals.EncodedBytes);
        Assert.Equal((2, 1, 2, 2), Counts(run.Totals.Primitives["copy"]));
        Assert.Equal(48, run.Totals.Primitives["copy"].SentBytes);
        Assert.Equal(3, run.Totals.Reasons[DecisionReason.Sent]);
        Assert.Equal(1, run.Totals.Reasons[DecisionReason.NotCheaper]);
    }

    [Fact]
    public void Unchecked_frames_add_no_wrong_pixels()
    {
        var run = SampleRuns.Scroll("pixels", check: false);

        Assert.All(run.Frames, frame => Assert.Equal(-1, frame.WrongPixels));
        Assert.Equal(0, run.Totals.WrongPixels);
    }

    private static (long, long, long, long) Counts(KindTotals kind) =>
        (kind.Seen, kind.Isolated, kind.Legal, kind.Sent);
}
