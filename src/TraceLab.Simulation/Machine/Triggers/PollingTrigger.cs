namespace TraceLab.Simulation.Machine.Triggers;

/// <summary>
/// Main embodiment: the encoder "continually polls (e.g. 30 or 60 times a second)". Poll k (k = 1, 2, …) is at k / rate
/// seconds, rounded down to nanoseconds.
/// </summary>
public sealed class PollingTrigger(int pollsPerSecond) : IRequestTrigger
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private long _poll;

    public long NextNanoseconds { get; private set; } = NanosecondsPerSecond / pollsPerSecond;

    public void Signal(long timeNanoseconds) { }

    public void OnRequest(long timeNanoseconds, bool isUpdate) => MoveOn(1);

    public long SkipBefore(long timeNanoseconds)
    {
        var last = (long)((((Int128)timeNanoseconds * pollsPerSecond) - 1) / NanosecondsPerSecond);
        var skipped = Math.Max(0, last - _poll);
        MoveOn(skipped);
        return skipped;
    }

    private void MoveOn(long polls)
    {
        _poll += polls;
        NextNanoseconds = (long)((Int128)(_poll + 1) * NanosecondsPerSecond / pollsPerSecond);
    }
}
