using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Encoder.Offscreen;

/// <summary>
/// What the encoder knows of one of the client's off-screen surfaces: which of its pixels are those of the adapter's surface
/// of the same number. Immutable.
/// </summary>
/// <param name="Bounds">The surface's size.</param>
/// <param name="InStep">The pixels that are right.</param>
internal sealed record SurfaceImage(Rect Bounds, PixelRegion InStep)
{
    /// <summary>A surface of the client of which nothing is known.</summary>
    public static readonly SurfaceImage Lost = new(Rect.Empty, PixelRegion.Empty);

    public static SurfaceImage Of(SurfaceCreated created) =>
        new(
            Rect.FromSize(0, 0, created.Width, created.Height),
            PixelRegion.Of(Rect.FromSize(0, 0, created.Width, created.Height))
        );

    /// <summary>Whether all pixels of the area that exist are right.</summary>
    public bool Holds(Rect area) => !Bounds.IsEmpty && PixelRegion.Of(area.Intersect(Bounds)).Subtract(InStep).IsEmpty;

    /// <summary>
    /// After a drawing that the client executed on right sources. What it surely overwrites is right; elsewhere it works pixel by
    /// pixel, so that right ones stay right and wrong ones wrong.
    /// </summary>
    public SurfaceImage After(DrawingCommand drawing, Func<int, Rect> boundsOf)
    {
        var written = Overwritten(drawing, boundsOf);
        return written.IsEmpty ? this : this with { InStep = InStep.Union(written) };
    }

    /// <summary>After a drawing that the client did not execute.</summary>
    public SurfaceImage Without(Rect bounds) => this with { InStep = InStep.Subtract(PixelRegion.Of(bounds)) };

    /// <summary>Pixels whose old value surely does not matter once the command was executed.</summary>
    public PixelRegion Overwritten(DrawingCommand drawing, Func<int, Rect> boundsOf)
    {
        if (drawing.Target.Mask is not null || drawing.ReadsDestination)
        {
            return PixelRegion.Empty;
        }

        var area = drawing.Target.Area;
        var readable = drawing switch
        {
            FillCommand { Brush.Pattern: null } => area,
            ImageCommand image when !image.Pixels.IsScaledTo(area) => area,
            CopyCommand copy when !copy.Pixels.IsScaledTo(area) => boundsOf(copy.SourceSurfaceId)
                .Offset(area.Left - copy.SourceArea.Left, area.Top - copy.SourceArea.Top),
            _ => Rect.Empty,
        };
        var visible = PixelRegion.Of(area.Intersect(readable).Intersect(Bounds));
        return drawing.Target.Clip is { } clip ? visible.Intersect(PixelRegion.Of(clip)) : visible;
    }
}
