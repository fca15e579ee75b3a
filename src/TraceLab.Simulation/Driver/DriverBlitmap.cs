using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Driver.Queues;

namespace TraceLab.Simulation.Driver;

/// <summary>
/// The driver blitmap and who marks it: bounding boxes of commands when they come, all regions when the screen is
/// replaced, and pending work anew whenever the marks were cleared (hazard H1).
/// </summary>
public sealed class DriverBlitmap(int regionSize)
{
    /// <summary>Null while there is no screen.</summary>
    public Blitmap? Marks { get; private set; }

    public bool IsEmpty => Marks is not { IsEmpty: false };

    public static bool IsScreenReplaced(SessionEvent command) =>
        command is SurfaceCreated { SurfaceId: Surface.ScreenId } or SurfaceDestroyed { SurfaceId: Surface.ScreenId };

    /// <summary>Whether executing the command may change pixels of the present screen.</summary>
    public bool Touches(SessionEvent command) => !SpanOf(command).IsEmpty;

    /// <summary>Marks the regions of a command's bounding box.</summary>
    public void Mark(SessionEvent command) => Marks?.Mark(SpanOf(command));

    /// <summary>
    /// A primitive that was submitted but not executed at the request has changed nothing yet: without its marks its change
    /// would never be sent (hazard H1).
    /// </summary>
    public void ClearAllButPending(IPrimitiveQueue queue)
    {
        Marks?.ClearAll();
        for (var index = 0; index < queue.PendingCount; index++)
        {
            Mark(queue.Pending(index).Command);
        }
    }

    /// <summary>A new screen has new regions, and all of them may differ from what the encoder has.</summary>
    public void ReplaceScreen(Surface? primary)
    {
        Marks = primary is null ? null : new Blitmap(new RegionGrid(primary.Width, primary.Height, regionSize));
        Marks?.MarkAll();
    }

    private RegionSpan SpanOf(SessionEvent command) =>
        Marks is { Grid: var grid } && command is DrawingCommand { Target.SurfaceId: Surface.ScreenId } drawing
            ? grid.SpanOf(drawing.Bounds)
            : default;
}
