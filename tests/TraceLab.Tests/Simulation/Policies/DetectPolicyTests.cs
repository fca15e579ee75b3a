using TraceLab.Core.Geometry;
using TraceLab.Results;

namespace TraceLab.Tests.Simulation.Policies;

/// <summary>The commands of these sessions are hidden from the policy: it sees what the screen was and what it becomes.</summary>
public class DetectPolicyTests
{
    [Theory]
    [InlineData(0, 13)]
    [InlineData(0, -24)]
    [InlineData(17, 0)]
    [InlineData(-40, 0)]
    [InlineData(31, 9)]
    [InlineData(-5, -50)]
    public void A_picture_that_moved_goes_as_copies(int dx, int dy)
    {
        var area = new Rect(48, 64, 304, 192);
        var session = Noise().At(20).Copy(area.Offset(dx, dy), area.Left, area.Top);

        var (detect, pixels) = Play(session);

        Assert.Contains(detect.Decisions, IsSentCopy);
        // What is left are the regions that the picture's edge cuts.
        Assert.InRange(detect.Result.Frames[1].EncodedBytes, 1, pixels.Result.Frames[1].EncodedBytes / 3);
    }

    [Fact]
    public void Several_moves_of_one_frame_are_all_found()
    {
        var session = Noise()
            .At(20)
            .Copy(Rect.FromSize(0, 0, 160, 96), 0, 128)
            .Copy(Rect.FromSize(240, 160, 128, 64), 232, 0);

        var (detect, _) = Play(session);

        var distances = detect.Decisions.Where(IsSentCopy).ToArray();
        Assert.Contains(distances, copy => copy.X < 160);
        Assert.Contains(distances, copy => copy.X >= 240);
        Assert.Equal(0, detect.Result.Frames[1].RegionsAsPixels);
    }

    [Fact]
    public void One_colour_goes_as_a_fill()
    {
        var (detect, _) = Play(Noise().At(20).Fill(new Rect(64, 64, 256, 128), 0xC02020));

        var fill = Assert.Single(detect.Decisions, decision => decision.Kind == "fill" && decision.Frame == 2);
        Assert.Equal((64, 64, 192, 64), (fill.X, fill.Y, fill.Width, fill.Height));
        Assert.Equal(DecisionReason.Sent, fill.Reason);
        Assert.Equal(0, detect.Result.Frames[1].RegionsAsPixels);
    }

    [Fact]
    public void New_pictures_go_as_pixels()
    {
        var (detect, _) = Play(Noise().At(20).Noise(new Rect(64, 64, 256, 128), 9));

        Assert.DoesNotContain(detect.Decisions, decision => decision.Frame == 2);
    }

    [Theory]
    [InlineData("scroll", 4)]
    [InlineData("moves", 3)]
    public void On_a_recorded_session_it_sends_a_fraction_of_the_pixels(string session, int times)
    {
        var runs = SimulatedRun.PlayAll(
            RecordedSessions.Events(session),
            [SimulatedRun.Settings("detect"), SimulatedRun.Settings("pixels")]
        );

        Assert.All(runs, run => Assert.Null(run.Result.Failure));
        Assert.InRange(runs[0].Result.Totals.EncodedBytes, 1, runs[1].Result.Totals.EncodedBytes / times);
        Assert.True(runs[0].Result.Totals.DetectCpuNanoseconds > 0);
        Assert.Equal(0, runs[1].Result.Totals.DetectCpuNanoseconds);
    }

    private static bool IsSentCopy(PrimitiveDecision decision) =>
        decision is { Kind: "copy", Frame: 2, Reason: DecisionReason.Sent };

    private static (SimulatedRun Detect, SimulatedRun Pixels) Play(SessionBuilder session)
    {
        var runs = SimulatedRun.AssertExact(
            session.Events,
            [SimulatedRun.Settings("detect"), SimulatedRun.Settings("pixels")]
        );
        return (runs[0], runs[1]);
    }

    private static SessionBuilder Noise() => SessionBuilder.Screen(400, 256).Noise(new Rect(0, 0, 400, 256), 1);
}
