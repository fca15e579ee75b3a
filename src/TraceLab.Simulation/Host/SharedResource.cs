namespace TraceLab.Simulation.Host;

/// <summary>Something that serves one piece of work at a time, in the order of arrival: a CPU or a link.</summary>
internal sealed class SharedResource
{
    /// <summary>When everything that arrived so far is done.</summary>
    public long FreeNanoseconds { get; private set; }

    /// <summary>When work that arrives now is done. Arrivals must come in order of time.</summary>
    public long Serve(long arrivalNanoseconds, long serviceNanoseconds) =>
        FreeNanoseconds = Math.Max(FreeNanoseconds, arrivalNanoseconds) + serviceNanoseconds;
}
