using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Client;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// One primitive of a frame, seen from the encoder. Filled anew for another primitive at a later poll, so nobody keeps it
/// longer than the frame.
/// </summary>
public sealed class PrimitiveFacts
{
    internal void Fill(in DrawingPrimitive primitive, RegionGrid grid, ClientProfile profile, bool hasOffscreenSource)
    {
        Primitive = primitive;
        Drawing = primitive.Drawing;
        Bounds = ScreenSource = SecondScreenSource = Rect.Empty;
        ClientLacks = ClientLack.Nothing;
        IsExecutable = IsLegal = false;
        IsolationBlocker = SourceBlocker = -1;
        if (
            primitive.Command
            is SurfaceCreated { SurfaceId: Surface.ScreenId }
                or SurfaceDestroyed { SurfaceId: Surface.ScreenId }
        )
        {
            // A replaced screen changes every pixel, and no client can execute that as a primitive (hazard H10).
            Bounds = grid.Bounds;
        }
        else if (Drawing is { Target.SurfaceId: Surface.ScreenId })
        {
            Bounds = Drawing.Bounds.Intersect(grid.Bounds);
            ScreenSource = OnScreen(Drawing.Source, grid);
            SecondScreenSource = OnScreen(Drawing.SecondSource, grid);
            var lack = profile.LackFor(Drawing, grid.Bounds);
            ClientLacks =
                lack == ClientLack.Nothing && !hasOffscreenSource && ReadsOffscreen(Drawing)
                    ? ClientLack.SurfacePixels
                    : lack;
            IsExecutable = !Bounds.IsEmpty && ClientLacks == ClientLack.Nothing;
        }

        Span = grid.SpanOf(Bounds);
    }

    public DrawingPrimitive Primitive { get; private set; }

    /// <summary>Null where a surface came or went.</summary>
    public DrawingCommand? Drawing { get; private set; }

    /// <summary>The pixels of the screen that it may change: its bounding box.</summary>
    public Rect Bounds { get; private set; }

    /// <summary>The regions that it touches.</summary>
    public RegionSpan Span { get; private set; }

    /// <summary>The pixels of the screen that it reads.</summary>
    public Rect ScreenSource { get; private set; }

    public Rect SecondScreenSource { get; private set; }

    /// <summary>Whether its result depends on pixels of the screen that another primitive may change.</summary>
    public bool ReadsScreen =>
        !Bounds.IsEmpty
        && (!ScreenSource.IsEmpty || !SecondScreenSource.IsEmpty || Drawing is { ReadsDestination: true });

    /// <summary>Whether the client profile can execute it at all.</summary>
    public bool IsExecutable { get; private set; }

    /// <summary>Why it cannot; nothing also where there is nothing on the screen to execute.</summary>
    public ClientLack ClientLacks { get; private set; }

    /// <summary>Whether it can go if order and sources are kept, every other legal one going too.</summary>
    public bool IsLegal { get; internal set; }

    /// <summary>Index of another primitive that touches one of its regions, or −1: then it is isolated.</summary>
    public int IsolationBlocker { get; internal set; } = -1;

    /// <summary>Index of the primitive that changed what it reads and cannot go, or −1.</summary>
    public int SourceBlocker { get; internal set; } = -1;

    public bool IsIsolated => !Span.IsEmpty && IsolationBlocker < 0;

    private static bool ReadsOffscreen(DrawingCommand drawing) =>
        drawing.Source is { SurfaceId: not Surface.ScreenId }
        || drawing.SecondSource is { SurfaceId: not Surface.ScreenId };

    private static Rect OnScreen(SurfaceArea? source, RegionGrid grid) =>
        source is { SurfaceId: Surface.ScreenId } area ? area.Area.Intersect(grid.Bounds) : Rect.Empty;
}
