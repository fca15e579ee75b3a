using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Encoder.Offscreen;

/// <summary>
/// Something that happened to an off-screen surface and that the client has not been told: the surface came, went, or was
/// drawn into.
/// </summary>
internal sealed class OffscreenEntry
{
    /// <summary>Place of what came from an earlier poll: before all primitives of this one.</summary>
    public const int Earlier = -1;

    private OffscreenEntry(SessionEvent command, int surfaceId, int place)
    {
        Command = command;
        SurfaceId = surfaceId;
        Place = place;
    }

    public SessionEvent Command { get; }

    /// <summary>The surface that it changes.</summary>
    public int SurfaceId { get; }

    /// <summary>Index in the primitive list of this poll, or <see cref="Earlier"/>.</summary>
    public int Place { get; set; }

    public DrawingCommand? Drawing => Command as DrawingCommand;

    /// <summary>Of a drawing, the pixels that it may change: its bounding box on its surface.</summary>
    public Rect Bounds { get; set; }

    /// <summary>Whether the client would come to the same pixels by executing it at its place.</summary>
    public bool IsValid { get; set; }

    /// <summary>What it reads is gone for good at the client, so that it can never be executed there.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Whether it goes with this frame.</summary>
    public bool Goes { get; set; }

    /// <summary>Whether the client's surface is as if it had been executed or given up: it leaves the log.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Null for what concerns the screen only.</summary>
    public static OffscreenEntry? Of(SessionEvent command, int place) =>
        command switch
        {
            SurfaceCreated { SurfaceId: not Surface.ScreenId } created => new(command, created.SurfaceId, place),
            SurfaceDestroyed { SurfaceId: not Surface.ScreenId } destroyed => new(command, destroyed.SurfaceId, place),
            DrawingCommand { Target.SurfaceId: not Surface.ScreenId, Bounds.IsEmpty: false } drawing => new(
                command,
                drawing.Target.SurfaceId,
                place
            ),
            _ => null,
        };

    /// <summary>Whether it reads pixels of this surface that lie in the area.</summary>
    public bool Reads(int surfaceId, Rect area) =>
        Drawing is { } drawing
        && (Reads(drawing.Source, surfaceId, area) || Reads(drawing.SecondSource, surfaceId, area));

    private static bool Reads(SurfaceArea? source, int surfaceId, Rect area) =>
        source is { } read && read.SurfaceId == surfaceId && read.Area.Intersects(area);
}
