namespace TraceLab.Simulation.Host;

/// <summary>
/// Something that serves one frame at a time, in the order of arrival, at a fixed rate: a link or a CPU. Rate 0 serves at
/// once.
/// </summary>
internal sealed class SharedResource(long unitsPerSecond)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private long _freeNanoseconds;

    /// <summary>How long one piece of work takes.</summary>
    public long ServiceNanoseconds(long units) =>
        unitsPerSecond == 0 ? 0 : (long)((Int128)units * NanosecondsPerSecond / unitsPerSecond);

    /// <summary>When work that arrives now is done. Arrivals must come in order of time.</summary>
    public long Serve(long arrivalNanoseconds, long units)
    {
        _freeNanoseconds = Math.Max(_freeNanoseconds, arrivalNanoseconds) + ServiceNanoseconds(units);
        return _freeNanoseconds;
    }
}
