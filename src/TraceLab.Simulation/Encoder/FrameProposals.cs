using System.Diagnostics;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Policies.Proposals;

namespace TraceLab.Simulation.Encoder;

/// <summary>What a run chooses from where its policy finds primitives itself, in place of what the driver has.</summary>
internal sealed class FrameProposals(IFrameProposer proposer, ClientProfile profile)
{
    private readonly ProposedFrame _proposed = new();

    /// <summary>What finding took for the last frame, in ticks of <see cref="Stopwatch"/>.</summary>
    public long Ticks { get; private set; }

    /// <summary>The frame's proposals, valid until the next frame.</summary>
    public FrameAnalysis Find(FrameInput input)
    {
        var started = Stopwatch.GetTimestamp();
        _proposed.Begin(input);
        proposer.Propose(input, _proposed);
        var analysis = _proposed.Analyse(profile);
        Ticks = Stopwatch.GetTimestamp() - started;
        return analysis;
    }

    /// <summary>To be called once the client shows the frame.</summary>
    public void End() => _proposed.End();
}
