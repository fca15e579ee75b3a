namespace TraceLab.Simulation.Machine.Triggers;

/// <summary>
/// Alternative embodiment: the driver interrupts the encoder when a primitive has updated the framebuffer, so that it "need
/// not issue continuous requests … if the framebuffer is not changing". The request follows at once, but never sooner than
/// 1 / rate after the last one: the rate still bounds what the machine does.
/// </summary>
public sealed class InterruptTrigger(int requestsPerSecond) : IRequestTrigger
{
    private readonly long _periodNanoseconds = 1_000_000_000L / requestsPerSecond;

    public long NextNanoseconds { get; private set; } = long.MaxValue;

    /// <summary>No request is issued sooner.</summary>
    public long EarliestNanoseconds { get; private set; }

    public void Signal(long timeNanoseconds) =>
        NextNanoseconds = Math.Min(NextNanoseconds, Math.Max(timeNanoseconds, EarliestNanoseconds));

    public void OnRequest(long timeNanoseconds, bool isUpdate)
    {
        NextNanoseconds = long.MaxValue;
        EarliestNanoseconds = timeNanoseconds + _periodNanoseconds;
    }

    public long SkipBefore(long timeNanoseconds) => 0;
}
