using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Client;

/// <summary>What the remote client can execute.</summary>
public sealed record ClientProfile
{
    public static readonly ClientProfile Default = new();

    /// <summary>Copies within the screen.</summary>
    public bool Copy { get; init; } = true;

    /// <summary>Fills with one colour.</summary>
    public bool Fill { get; init; } = true;

    /// <summary>Images that are sent with the primitive.</summary>
    public bool Image { get; init; } = true;

    /// <summary>
    /// Whether the client can execute the command on a screen of this size. Raster operations other than plain copy, masks
    /// and scaling are beyond it, and so is anything that reads an off-screen surface or pixels that do not exist.
    /// </summary>
    public bool CanExecute(DrawingCommand command, Rect screen)
    {
        if (
            command.Target.SurfaceId != Surface.ScreenId
            || command.Target.Mask is not null
            || command.Rop != RasterOp.Copy
        )
        {
            return false;
        }

        return command switch
        {
            FillCommand fill => Fill && fill.Brush.Pattern is null,
            CopyCommand copy => Copy
                && copy.SourceSurfaceId == Surface.ScreenId
                && !copy.Pixels.IsScaledTo(copy.Target.Area)
                && screen.Contains(copy.SourceArea),
            ImageCommand image => Image
                && image.Image.Format != ImageFormat.Alpha8
                && !image.Pixels.IsScaledTo(image.Target.Area)
                && new Rect(0, 0, image.Image.Width, image.Image.Height).Contains(image.SourceArea),
            _ => false,
        };
    }
}
