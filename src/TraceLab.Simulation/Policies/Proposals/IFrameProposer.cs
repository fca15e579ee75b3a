using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Proposals;

/// <summary>
/// For policies that find primitives themselves, from pixels alone: the frame's candidates come from here instead of from the
/// driver. Each run has its own, used by one thread at a time.
/// </summary>
public interface IFrameProposer
{
    /// <summary>Looks at what the client shows and at what it should show, and proposes steps from one to the other.</summary>
    void Propose(FrameInput frame, ProposedFrame proposed);
}
