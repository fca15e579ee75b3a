using TraceLab.Simulation.Policies.Ordered;
using TraceLab.Simulation.Policies.Proposals;

namespace TraceLab.Simulation.Policies;

/// <summary>
/// No primitives given: copies and fills are found from pixels alone, then chosen as <c>ordered</c> does. Held against
/// <c>ordered</c> on the same trace it shows what knowing the commands is worth.
/// </summary>
public sealed class DetectPolicy : IPolicy
{
    private static readonly OrderedPolicy Ordered = new();

    public string Name => "detect";

    public string Description => "copies and fills found from pixels alone, then chosen as ordered does";

    public IFrameChooser CreateChooser() => Ordered.CreateChooser();

    public IFrameProposer CreateProposer() => new PixelDetector();
}
