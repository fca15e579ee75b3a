using TraceLab.Core.Geometry;
using TraceLab.Results;

namespace TraceLab.Tests.Simulation.Policies.Ordered;

public class OrderedPolicyTests
{
    [Theory]
    [InlineData("lz4")]
    [InlineData("raw")]
    public void What_takes_next_to_nothing_for_much_goes(string codec)
    {
        var session = SessionBuilder
            .Screen(128, 128)
            .Fill(new Rect(0, 0, 128, 128), 0x208020)
            .At(20)
            .Fill(new Rect(0, 0, 128, 128), 0xC02020)
            .Fill(new Rect(0, 0, 32, 32), 0x2020C0);

        var decisions = SimulatedRun.Play(session.Events, "ordered", codec, "compact").Decisions[^2..];

        Assert.All(decisions, decision => Assert.Equal(DecisionReason.Sent, decision.Reason));
        Assert.Equal([128 * 128 * 3, 32 * 32 * 3], decisions.Select(decision => decision.PixelBytes));
    }

    [Fact]
    public void What_accounts_for_a_part_of_what_changed_is_weighed()
    {
        // Found in the pixels is the fill alone; the noise around it is not.
        var session = SessionBuilder
            .Screen(128, 128)
            .Fill(new Rect(0, 0, 128, 128), 0x208020)
            .At(20)
            .Noise(new Rect(0, 0, 128, 128), 3)
            .Fill(new Rect(32, 32, 96, 96), 0xC02020);

        var decision = SimulatedRun.Play(session.Events, "detect", "lz4", "compact").Decisions[^1];

        Assert.InRange(decision.PixelBytes, 1, (64 * 64 * 3) - 1);
    }

    [Theory]
    [InlineData("lz4")]
    [InlineData("raw")]
    public void Much_that_is_drawn_over_the_same_few_pixels_is_weighed_and_stays(string codec)
    {
        var session = SessionBuilder.Screen(128, 128).Fill(new Rect(0, 0, 128, 128), 0x208020).At(20);
        for (var index = 0; index < 60; index++)
        {
            session = session.Fill(new Rect(8, 8, 16, 16), (uint)(index * 0x030507));
        }

        var decisions = SimulatedRun.Play(session.Events, "ordered", codec, "compact").Decisions[^60..];

        Assert.All(decisions, decision => Assert.Equal(DecisionReason.NotCheaper, decision.Reason));
    }
}
