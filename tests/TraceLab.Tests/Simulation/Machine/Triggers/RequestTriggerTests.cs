using TraceLab.Simulation.Machine.Triggers;

namespace TraceLab.Tests.Simulation.Machine.Triggers;

public class RequestTriggerTests
{
    [Fact]
    public void Polls_are_at_k_by_rate_without_drift()
    {
        var trigger = new PollingTrigger(60);
        var times = new List<long>();
        for (var i = 0; i < 60; i++)
        {
            times.Add(trigger.NextNanoseconds);
            trigger.OnRequest(trigger.NextNanoseconds, isUpdate: true);
        }

        Assert.Equal(16_666_666, times[0]);
        Assert.Equal(33_333_333, times[1]);
        Assert.Equal(1_000_000_000, times[59]);
    }

    [Theory]
    [InlineData(16_666_666, 0, 16_666_666)]
    [InlineData(16_666_667, 1, 33_333_333)]
    [InlineData(1_000_000_000, 59, 1_000_000_000)]
    [InlineData(1_000_000_001, 60, 1_016_666_666)]
    public void Skipping_passes_over_the_polls_before_a_moment(long moment, long skipped, long next)
    {
        var trigger = new PollingTrigger(60);

        Assert.Equal(skipped, trigger.SkipBefore(moment));
        Assert.Equal(next, trigger.NextNanoseconds);
        Assert.Equal(0, trigger.SkipBefore(moment));
    }

    [Fact]
    public void A_poll_does_not_listen_to_interrupts()
    {
        var trigger = new PollingTrigger(10);
        trigger.Signal(5);

        Assert.Equal(100_000_000, trigger.NextNanoseconds);
    }

    [Fact]
    public void An_interrupt_makes_a_request_due_at_once_or_when_the_rate_allows()
    {
        var trigger = new InterruptTrigger(10);
        Assert.Equal(long.MaxValue, trigger.NextNanoseconds);

        trigger.Signal(5);
        trigger.Signal(7);
        Assert.Equal(5, trigger.NextNanoseconds);

        trigger.OnRequest(5, isUpdate: false);
        Assert.Equal(long.MaxValue, trigger.NextNanoseconds);

        trigger.Signal(50);
        Assert.Equal(100_000_005, trigger.NextNanoseconds);
    }

    [Fact]
    public void Both_answer_an_interrupt_between_polls_that_found_nothing()
    {
        var trigger = new PollingAndInterruptTrigger(10);
        trigger.OnRequest(100_000_000, isUpdate: false);
        trigger.Signal(130_000_000);
        Assert.Equal(130_000_000, trigger.NextNanoseconds);

        // The poll at 200 ms would come within 100 ms after this update, so the next is at 300.
        trigger.OnRequest(130_000_000, isUpdate: true);
        Assert.Equal(300_000_000, trigger.NextNanoseconds);

        trigger.Signal(140_000_000);
        Assert.Equal(230_000_000, trigger.NextNanoseconds);
    }
}
