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
