namespace TraceLab.Simulation.Machine.Triggers;

/// <summary>
/// Alternative embodiment: interrupts "in addition to" polls. An interrupt is answered at once unless there was an update
/// within 1 / rate; polls that find nothing do not count as updates, and a poll that would come within 1 / rate after an
/// update is left out. So updates keep to the rate, and a change after a pause does not wait for a poll.
/// </summary>
public sealed class PollingAndInterruptTrigger(int pollsPerSecond) : IRequestTrigger
{
    private readonly PollingTrigger _polling = new(pollsPerSecond);
    private readonly InterruptTrigger _interrupt = new(pollsPerSecond);

    public long NextNanoseconds => Math.Min(_polling.NextNanoseconds, _interrupt.NextNanoseconds);

    public void Signal(long timeNanoseconds) => _interrupt.Signal(timeNanoseconds);

    public void OnRequest(long timeNanoseconds, bool isUpdate)
    {
        var answersInterrupt = _interrupt.NextNanoseconds <= timeNanoseconds;
        if (_polling.NextNanoseconds <= timeNanoseconds)
        {
            _polling.OnRequest(timeNanoseconds, isUpdate);
        }

        if (answersInterrupt || isUpdate)
        {
            _interrupt.OnRequest(timeNanoseconds, isUpdate);
            _polling.SkipBefore(_interrupt.EarliestNanoseconds);
        }
    }

    public long SkipBefore(long timeNanoseconds) => _polling.SkipBefore(timeNanoseconds);
}
