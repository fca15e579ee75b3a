using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Pricing;
using TraceLab.Tests.Simulation.Pricing;

namespace TraceLab.Tests.Simulation.Policies;

/// <summary>"Faster" is bytes over the link plus the time of both ends: each of them can decide.</summary>
public class LinkTimePolicyTests
{
    private static readonly CostProfile SlowPrimitives = CostProfiles.Of(
        CostProfiles.Cost(encodeItem: 0, encodePixel: 1, encodeByte: 0, decodeItem: 0),
        CostProfiles.Cost(encodeItem: 0, encodePixel: 0, encodeByte: 0, decodeItem: 1_000_000)
    );

    // 32×32 pixels are 3,072 bytes raw and 1,024 ns; a fill is a few bytes and a millisecond.
    [Theory]
    [InlineData(1_000_000, DecisionReason.Sent)] // 24.6 ms for the pixels
    [InlineData(20_000_000, DecisionReason.Sent)] // 1.23 ms
    [InlineData(30_000_000, DecisionReason.NotCheaper)] // 0.82 ms
    [InlineData(0, DecisionReason.NotCheaper)]
    public void The_link_decides_what_is_faster(long bitsPerSecond, DecisionReason expected)
    {
        var settings = SimulatedRun.Settings("link-time", wire: "compact") with
        {
            Link = new LinkSettings { BitsPerSecond = bitsPerSecond },
        };

        Assert.Equal(expected, Decide(settings, SlowPrimitives));
    }

    [Fact]
    public void Without_a_link_the_shipped_profile_decides() =>
        Assert.Equal(DecisionReason.Sent, Decide(SimulatedRun.Settings("link-time"), costs: null));

    private static DecisionReason Decide(RunSettings settings, CostProfile? costs)
    {
        var session = SessionBuilder
            .Screen(64, 64)
            .Noise(new Rect(0, 0, 64, 64), 1)
            .At(20)
            .Fill(new Rect(0, 0, 32, 32), 0xFF00FF);
        var run = SimulatedRun.PlayAll(session.Events, [settings], new MachineOptions { Costs = costs })[0];
        Assert.Null(run.Result.Failure);
        return run.Decisions[^1].Reason;
    }
}
