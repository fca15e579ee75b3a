namespace TraceLab.Tests.Generators;

/// <summary>What random sessions contain.</summary>
internal sealed record SessionGenOptions
{
    /// <summary>Events between the screen's creation and the session's end.</summary>
    public int MaxEvents { get; init; } = 40;

    /// <summary>Largest screen side; the smallest is 1. Few are multiples of a region (hazard H11).</summary>
    public int MaxSide { get; init; } = 70;

    /// <summary>Off-screen surfaces that come, go, and are named when missing (hazards H7, H10).</summary>
    public bool HasOffscreen { get; init; } = true;

    /// <summary>The screen is created anew in another size (hazard H10).</summary>
    public bool HasResizes { get; init; } = true;

    /// <summary>The screen is destroyed, and may come back later (hazard H10).</summary>
    public bool HasScreenLoss { get; init; }

    /// <summary>Cursors, markers, losses, and checkpoints whose hash is random.</summary>
    public bool HasNotes { get; init; } = true;
}
