using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Policies.Own;

namespace TraceLab.Tests.Simulation.Policies.Own;

public class WatchedPolicyTests
{
    [Fact]
    public void What_a_policy_leaves_out_stays()
    {
        var run = Play(_ => { });

        Assert.Equal(0, run.Totals.WrongPixels);
        Assert.Equal(0, run.Totals.Primitives["fill"].Sent);
    }

    [Fact]
    public void A_reason_that_is_none_is_told() =>
        AssertBroken(new PrimitiveChoice { Reason = (DecisionReason)77, Blocker = -1 }, "77");

    [Theory]
    [InlineData(-2)]
    [InlineData(1)]
    public void A_blocker_that_is_no_primitive_is_told(int blocker) =>
        AssertBroken(PrimitiveChoice.Stays(DecisionReason.NotIsolated, blocker), $"{blocker}");

    [Fact]
    public void A_policy_that_fails_before_its_first_frame_is_named()
    {
        var fault = Assert.Throws<InputFaultException>(() => Play(null));

        Assert.Equal("policy 'own' failed", fault.What);
    }

    private static void AssertBroken(PrimitiveChoice choice, string found)
    {
        var fault = Assert.Throws<InputFaultException>(() => Play(choices => choices.Fill(choice)));

        Assert.StartsWith("policy 'own' broke the rules at poll ", fault.What, StringComparison.Ordinal);
        Assert.Equal(found, fault.Found);
    }

    // One fill on a small screen.
    private static RunResult Play(Choice? choose)
    {
        var session = SessionBuilder.Screen(32, 32).At(20).Fill(new Rect(0, 0, 8, 8), 0xff0000);
        var result = new RunResult(SimulatedRun.Settings("own"));
        var options = new MachineOptions { OwnPolicies = [new WatchedPolicy(new OwnPolicy(choose))] };
        using var simulator = new Simulator(options, [result]);
        simulator.Play(session.Events, CancellationToken.None);
        return result;
    }

    private delegate void Choice(Span<PrimitiveChoice> choices);

    private sealed class OwnPolicy(Choice? choose) : IPolicy, IFrameChooser
    {
        public string Name => "own";

        public string Description => "as a test wants it";

        public IFrameChooser CreateChooser() => choose is null ? throw new NotSupportedException("no") : this;

        public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices) => choose!(choices);
    }
}
