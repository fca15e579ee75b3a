using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// What the model thinks of one request that draws. The proposal is made when the request's turn comes on the trace's
/// surfaces, from what is known of them then; null means that the model has none.
/// </summary>
/// <param name="Destination">Where it draws.</param>
/// <param name="Area">All pixels of the surface that the request can change; at most the destination's bounds.</param>
/// <param name="Request">The request's name, for counts by cause.</param>
/// <param name="Propose">The commands, which may be none at all if nothing is reached.</param>
internal sealed record Drawing(
    Destination Destination,
    Rect Area,
    string Request,
    Func<SurfaceSource, IReadOnlyList<DrawingCommand>?>? Propose
)
{
    /// <summary>Whether all that it paints has one colour: then spans of that colour are a primitive, whatever the shape.</summary>
    public bool PaintsOneColor { get; init; }

    /// <summary>What the proposal needs to know of the mirror's rasteriser first; null for nothing.</summary>
    public SoftShape? Shape { get; init; }

    /// <summary>Why there is no proposal, in a few words; null where the request is drawn in no other way.</summary>
    public string? Obstacle { get; init; }
}
