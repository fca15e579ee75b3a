using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies.Ordered;

namespace TraceLab.Tests.Simulation.Policies.Ordered;

public class WeighingPauseTests
{
    private static readonly Rect Area = new(0, 0, 32, 32);

    [Fact]
    public void Images_that_save_nothing_go_unweighed_longer_and_longer()
    {
        var frame = FrameOf(session => session.Noise(Area, 2));
        var pause = new WeighingPause();

        var covered = Enumerable.Range(0, 100).Select(_ => Ask(pause, frame, saved: 0)).ToArray();

        Assert.DoesNotContain(true, covered.Take(WeighingPause.FirstFrames));
        var runs = string.Concat(covered.Select(one => one ? 'x' : '.')).Split('.').Select(run => run.Length);
        Assert.Equal([1, 3, 7, 15, WeighingPause.LongestPause], runs.Where(length => length > 0).Take(5));
    }

    [Fact]
    public void Images_that_save_something_are_weighed_again_at_once()
    {
        var frame = FrameOf(session => session.Noise(Area, 2));
        var pause = new WeighingPause();
        for (var index = 0; index < 20; index++)
        {
            Ask(pause, frame, saved: 0);
        }

        while (Ask(pause, frame, saved: 1000)) { }

        Assert.All(Enumerable.Range(0, 5), _ => Assert.False(Ask(pause, frame, saved: 1000)));
    }

    [Fact]
    public void Frames_with_anything_else_and_images_much_smaller_than_what_changed_are_always_weighed()
    {
        (FrameInput, FrameAnalysis)[] others =
        [
            FrameOf(session => session.Noise(Area, 2).Fill(new Rect(40, 40, 60, 60), 0xC02020)),
            FrameOf(session => session.Noise(new Rect(6, 6, 10, 10), 2)),
        ];
        var images = FrameOf(session => session.Noise(Area, 2));
        var pause = new WeighingPause();
        foreach (var other in others)
        {
            Assert.All(Enumerable.Range(0, 40), _ => Assert.False(Ask(pause, other, saved: 0)));
        }

        Assert.All(Enumerable.Range(0, WeighingPause.FirstFrames), _ => Assert.False(Ask(pause, images, saved: 0)));
        Assert.False(Ask(pause, others[0], saved: 0));
        Assert.True(Ask(pause, images, saved: 0));
    }

    [Fact]
    public void A_frame_much_larger_than_those_before_is_weighed_in_the_midst_of_a_pause()
    {
        var (small, large) = (
            FrameOf(session => session.Noise(new Rect(0, 0, 24, 24), 2)),
            FrameOf(session => session.Noise(new Rect(0, 0, 56, 56), 2))
        );
        var pause = new WeighingPause();
        for (var index = 0; index < 40; index++)
        {
            Ask(pause, small, saved: 0);
        }

        Assert.True(Ask(pause, small, saved: 0));
        Assert.False(Ask(pause, large, saved: 1000));
        Assert.False(Ask(pause, small, saved: 0));
    }

    private static bool Ask(WeighingPause pause, (FrameInput Input, FrameAnalysis Analysis) frame, double saved)
    {
        if (pause.Covers(frame.Input, frame.Analysis))
        {
            return true;
        }

        pause.OnWeighed(saved, 1000);
        return false;
    }

    // The second frame: the first has the whole screen.
    private static (FrameInput, FrameAnalysis) FrameOf(Action<SessionBuilder> draw)
    {
        var session = SessionBuilder.Screen(64, 64).Noise(new Rect(0, 0, 64, 64), 1).At(20);
        draw(session);
        return FrameWalk.Frames(session.Events).Last();
    }
}
