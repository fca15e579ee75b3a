using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Results;

namespace TraceLab.Tests.Simulation.Policies.Peers;

/// <summary>What is hidden at the end of its frame, and what only looks so.</summary>
public class SpicePolicyTests
{
    private static readonly Rect Small = new(8, 8, 24, 24);
    private static readonly Rect Large = new(0, 0, 40, 40);

    [Fact]
    public void What_is_painted_over_is_dropped_and_its_regions_are_not_sent()
    {
        var run = Play(Noise().At(20).Noise(Small, 2).Fill(Large, 0x20C020));

        Assert.Equal([DecisionReason.Hidden, DecisionReason.Sent], ReasonsOf(run));
        Assert.Equal(0, run.Result.Frames[^1].RegionsAsPixels);
    }

    [Fact]
    public void What_was_copied_away_before_is_sent() =>
        Assert.Equal(
            [DecisionReason.Sent, DecisionReason.Sent, DecisionReason.Sent],
            ReasonsOf(
                Play(
                    Noise()
                        .At(20)
                        .Noise(Small, 2)
                        .Copy(Small.Offset(40, 0), Small.Left, Small.Top)
                        .Fill(Large, 0x20C020)
                )
            )
        );

    [Fact]
    public void What_is_copied_after_it_was_painted_over_is_the_paint() =>
        Assert.Equal(
            [DecisionReason.Hidden, DecisionReason.Sent, DecisionReason.Sent],
            ReasonsOf(
                Play(
                    Noise()
                        .At(20)
                        .Noise(Small, 2)
                        .Fill(Large, 0x20C020)
                        .Copy(Small.Offset(40, 0), Small.Left, Small.Top)
                )
            )
        );

    [Fact]
    public void What_hides_only_a_part_or_by_a_clip_hides_nothing()
    {
        var part = Noise().At(20).Noise(Small, 2).Fill(new Rect(0, 0, 40, 20), 0x20C020);
        var clipped = Noise()
            .At(20)
            .Noise(Small, 2)
            .Fill(Large, 0x20C020, clip: [new Rect(0, 0, 10, 10), new Rect(20, 20, 40, 40)]);

        Assert.DoesNotContain(DecisionReason.Hidden, ReasonsOf(Play(part)));
        Assert.DoesNotContain(DecisionReason.Hidden, ReasonsOf(Play(clipped)));
    }

    [Fact]
    public void An_operation_that_mixes_hides_nothing() =>
        Assert.DoesNotContain(
            DecisionReason.Hidden,
            ReasonsOf(Play(Noise().At(20).Noise(Small, 2).Fill(Large, 0x20C020, RasterOp.Xor)))
        );

    private static SessionBuilder Noise() => SessionBuilder.Screen(96, 64).Noise(new Rect(0, 0, 96, 64), 1);

    private static SimulatedRun Play(SessionBuilder session)
    {
        var run = SimulatedRun.Play(session.Events, "spice");
        Assert.Null(run.Result.Failure);
        return run;
    }

    private static IEnumerable<DecisionReason> ReasonsOf(SimulatedRun run) =>
        run
            .Decisions.Where(decision => decision.Frame == run.Result.Frames[^1].Frame)
            .Select(decision => decision.Reason);
}
