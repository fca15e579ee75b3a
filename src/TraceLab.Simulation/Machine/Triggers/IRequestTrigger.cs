using TraceLab.Simulation.Driver;

namespace TraceLab.Simulation.Machine.Triggers;

/// <summary>When the encoder issues its framebuffer update requests, in virtual time.</summary>
public interface IRequestTrigger : IInterrupt
{
    /// <summary>When the next request is due; <see cref="long.MaxValue"/> while none is.</summary>
    long NextNanoseconds { get; }

    /// <summary>A request was issued at this moment; an update is one that found regions that had changed.</summary>
    void OnRequest(long timeNanoseconds, bool isUpdate);

    /// <summary>
    /// Nothing changes before this moment: passes over the requests that are due before it and would find nothing. Returns
    /// how many.
    /// </summary>
    long SkipBefore(long timeNanoseconds);
}
