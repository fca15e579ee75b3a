using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Simulation.Driver;

/// <summary>
/// The driver's answer to a framebuffer update request. The blitmap belongs to the driver's caller from then on (the
/// encoder blitmap of the patent); null while there is no screen.
/// </summary>
public readonly record struct FramebufferUpdate
{
    /// <summary>Regions whose change is now in the secondary framebuffer.</summary>
    public required Blitmap? Blitmap { get; init; }

    public required int RegionsMarked { get; init; }

    public required int RegionsTrimmed { get; init; }

    /// <summary>Sequence number of the last primitive that was executed when the request came.</summary>
    public required uint AnsweredSequence { get; init; }
}
