using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Proposals;

/// <summary>
/// Collects a frame's proposals. Each is verified pixel for pixel and then executed on a copy of what the client shows, so that
/// the next one may read its result, and none can be wrong: order and sources are kept by the rules that hold for all
/// primitives. Areas are whole regions, and no region is proposed twice.
/// </summary>
public sealed class ProposedFrame
{
    private readonly List<DrawingPrimitive> _primitives = [];
    private readonly FrameAnalysis _analysis = new();
    private uint _sequence;
    private FrameInput? _frame;

    /// <summary>What the client shows once the proposals so far are executed; to be read only.</summary>
    public Surface Shown { get; private set; } = new(1, 1);

    /// <summary>Changed regions that no proposal draws yet; to be read only.</summary>
    public Blitmap Left { get; private set; } = new(new RegionGrid(1, 1, 1));

    /// <summary>Starts a frame. The client shows the last frame, or black if its screen is a new one.</summary>
    public void Begin(FrameInput frame)
    {
        _frame = frame;
        _primitives.Clear();
        var screen = frame.Secondary;
        if (Shown.Width != screen.Width || Shown.Height != screen.Height || Shown.Format != screen.Format)
        {
            Shown = new Surface(screen.Width, screen.Height, screen.Format);
        }

        if (Left.Grid != frame.Grid)
        {
            Left = new Blitmap(frame.Grid);
        }

        Left.CopyFrom(frame.Changed);
    }

    /// <summary>The proposals, seen as any list of primitives; valid until the next frame.</summary>
    public FrameAnalysis Analyse(ClientProfile profile)
    {
        _analysis.Analyse(_primitives, _frame!.Grid, profile);
        return _analysis;
    }

    /// <summary>To be called once the frame is sent: the client shows all of it.</summary>
    public void End()
    {
        var grid = _frame!.Grid;
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                if (_frame.Changed.IsMarked(column, row))
                {
                    Shown.CopyFrom(_frame.Secondary, grid.RectOf(column, row));
                }
            }
        }
    }

    /// <summary>Proposes a copy if it gives exactly the pixels that the client should show.</summary>
    public bool TryCopy(Rect area, Point source)
    {
        if (!IsFree(area) || !IsMovedFrom(area, source))
        {
            return false;
        }

        var from = Rect.FromSize(source.X, source.Y, area.Width, area.Height);
        SurfaceDrawing.CopyWithin(Shown, area, source);
        Add(
            area,
            new CopyCommand(_frame!.TimeNanoseconds, new DrawTarget(Surface.ScreenId, area), Surface.ScreenId, from)
        );
        return true;
    }

    /// <summary>Proposes a fill if the client should show one colour there.</summary>
    public bool TryFill(Rect area)
    {
        if (!IsFree(area))
        {
            return false;
        }

        var color = _frame!.Secondary.ReadRow(area.Top)[area.Left];
        for (var y = area.Top; y < area.Bottom; y++)
        {
            if (_frame.Secondary.ReadRow(y, area.Left, area.Right).ContainsAnyExcept(color))
            {
                return false;
            }
        }

        SurfaceDrawing.Fill(Shown, area, [], color);
        Add(area, new FillCommand(_frame.TimeNanoseconds, new DrawTarget(Surface.ScreenId, area), Brush.Solid(color)));
        return true;
    }

    /// <summary>Whether what is to be shown in the area is what the client shows at the source.</summary>
    public bool IsMovedFrom(Rect area, Point source)
    {
        var from = Rect.FromSize(source.X, source.Y, area.Width, area.Height);
        if (!Shown.Bounds.Contains(from))
        {
            return false;
        }

        for (var y = 0; y < area.Height; y++)
        {
            var wanted = _frame!.Secondary.ReadRow(area.Top + y, area.Left, area.Right);
            if (!wanted.SequenceEqual(Shown.ReadRow(from.Top + y, from.Left, from.Right)))
            {
                return false;
            }
        }

        return true;
    }

    // Whole regions of the screen, none of which an earlier proposal draws.
    private bool IsFree(Rect area)
    {
        var span = _frame!.Grid.SpanOf(area);
        if (span.IsEmpty || _frame.Grid.RectOf(span) != area)
        {
            return false;
        }

        foreach (var primitive in _primitives)
        {
            if (primitive.Drawing!.Bounds.Intersects(area))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(Rect area, DrawingCommand command)
    {
        _primitives.Add(new DrawingPrimitive(_sequence++, command, _frame!.TimeNanoseconds));
        Left.Clear(_frame.Grid.SpanOf(area));
    }
}
