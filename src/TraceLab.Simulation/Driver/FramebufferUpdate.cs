using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Simulation.Driver;

/// <summary>
/// The driver's answer to a framebuffer update request. Pixels and blitmap are references to what the encoder passed, or
/// to what the driver owns; valid until the next request.
/// </summary>
public readonly record struct FramebufferUpdate
{
    /// <summary>The updated secondary framebuffer; null while there is no screen.</summary>
    public Surface? Secondary { get; init; }

    /// <summary>Regions whose change is now in the secondary framebuffer; null while there is no screen.</summary>
    public Blitmap? Blitmap { get; init; }

    public int RegionsMarked { get; init; }

    public int RegionsTrimmed { get; init; }

    /// <summary>Sequence number of the last primitive that was executed when the request came.</summary>
    public required uint AnsweredSequence { get; init; }
}
