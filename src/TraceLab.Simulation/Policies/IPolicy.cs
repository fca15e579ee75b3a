using TraceLab.Results;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies.Proposals;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Simulation.Policies;

/// <summary>
/// Decides, per frame, what goes as primitives and what as pixels. A policy is a factory: every run gets its own chooser, so
/// that a policy may learn from frame to frame.
/// </summary>
public interface IPolicy
{
    /// <summary>The name used on the command line and in reports.</summary>
    string Name { get; }

    /// <summary>One sentence for help texts.</summary>
    string Description { get; }

    IFrameChooser CreateChooser();

    /// <summary>Null for policies that choose among what the driver has; else what finds the primitives to choose from.</summary>
    IFrameProposer? CreateProposer() => null;
}

public interface IFrameChooser
{
    /// <summary>
    /// Fills one choice for each primitive of the frame. The encoder then sends the chosen primitives in order, and pixels
    /// for every changed region that they do not draw completely.
    /// </summary>
    void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices);
}

/// <summary>What a policy may look at: the frame, what is known of its primitives, and what things cost.</summary>
public readonly ref struct FrameQuestion
{
    public required FrameInput Frame { get; init; }

    public required FrameAnalysis Analysis { get; init; }

    /// <summary>Estimates that cost little time.</summary>
    public required FrameCosts Costs { get; init; }

    /// <summary>What parts of the frame would really cost, at the price of encoding them.</summary>
    public required TrialEncoder Trials { get; init; }

    /// <summary>How long things take over the run's link, by its cost profile.</summary>
    public required TimeCosts Times { get; init; }
}

/// <summary>The answer for one primitive.</summary>
public record struct PrimitiveChoice
{
    public DecisionReason Reason { get; set; }

    /// <summary>Index of the primitive that stands in the way, or −1.</summary>
    public int Blocker { get; set; }

    /// <summary>Bytes as a primitive, as the policy weighed them.</summary>
    public long PrimitiveBytes { get; set; }

    /// <summary>Bytes of the pixels that it accounts for, as the policy weighed them.</summary>
    public long PixelBytes { get; set; }

    public readonly bool Goes => Reason == DecisionReason.Sent;

    public static PrimitiveChoice Stays(DecisionReason reason, int blocker = -1) =>
        new() { Reason = reason, Blocker = blocker };
}
