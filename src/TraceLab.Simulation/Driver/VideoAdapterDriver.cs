using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Simulation.Driver;

/// <summary>
/// The video adapter driver of the patent's main embodiment: it marks its blitmap, numbers primitives, keeps its own FIFO
/// of them, and answers the encoder's two requests.
/// </summary>
public sealed class VideoAdapterDriver
{
    private readonly VirtualVideoAdapter _adapter;
    private readonly int _regionSize;
    private Blitmap? _blitmap;
    private Blitmap? _handedOver;
    private uint _nextSequence;
    private uint _previousAnswered;

    public VideoAdapterDriver(VirtualVideoAdapter adapter, int regionSize, int fifoCapacity, uint firstSequence)
    {
        _adapter = adapter;
        _regionSize = regionSize;
        _nextSequence = firstSequence;
        _previousAnswered = firstSequence - 1;
        LastExecuted = firstSequence - 1;
        Fifo = new PrimitiveFifo(fifoCapacity);
        adapter.Completed = OnCompleted;
    }

    public PrimitiveFifo Fifo { get; }

    /// <summary>Sequence number of the last completed primitive: the entry just before the current-entry pointer.</summary>
    public uint LastExecuted { get; private set; }

    /// <summary>Whether a command can be taken now, or the guest has to wait for room in a FIFO.</summary>
    public bool CanSubmit => !Fifo.IsFull && !_adapter.Fifo.IsFull;

    /// <summary>Whether anything still has to reach the encoder.</summary>
    public bool HasWork => _adapter.Fifo.PendingCount > 0 || _blitmap is { IsEmpty: false };

    /// <summary>
    /// Receives one command: bounding box, marks, conversion, then both FIFOs. <see cref="CanSubmit"/> must hold.
    /// </summary>
    public void Submit(SessionEvent command, long timeNanoseconds)
    {
        MarkBoundingBox(command);
        var primitive = new DrawingPrimitive(_nextSequence++, command, timeNanoseconds);
        Fifo.Insert(primitive);
        _adapter.Fifo.Insert(primitive);
    }

    /// <summary>
    /// Framebuffer update request, with the encoder's reference to its secondary framebuffer: every marked region is
    /// requested from the adapter, compared, and trimmed or copied; the blitmap is handed over and cleared.
    /// </summary>
    public FramebufferUpdate RequestUpdate(Surface? secondary)
    {
        if (
            _blitmap is null
            || _handedOver is null
            || secondary is null
            || _adapter.PrimaryFramebuffer is not { } primary
        )
        {
            return new FramebufferUpdate
            {
                Blitmap = null,
                RegionsMarked = 0,
                RegionsTrimmed = 0,
                AnsweredSequence = LastExecuted,
            };
        }

        var marked = _blitmap.CountMarked();
        var trimmed = marked == 0 ? 0 : RegionTrimmer.Trim(primary, secondary, _blitmap);
        _handedOver.CopyFrom(_blitmap);
        _blitmap.ClearAll();
        MarkPending();
        return new FramebufferUpdate
        {
            Blitmap = _handedOver,
            RegionsMarked = marked,
            RegionsTrimmed = trimmed,
            AnsweredSequence = LastExecuted,
        };
    }

    /// <summary>
    /// Primitive list request: appends the primitives after the previously answered number up to and including
    /// <paramref name="sequence"/>, and forgets them.
    /// </summary>
    public void RequestPrimitives(uint sequence, List<DrawingPrimitive> list)
    {
        // Numbers wrap, so the distance counts and not the order.
        var wanted = sequence - _previousAnswered;
        for (uint taken = 0; taken < wanted; taken++)
        {
            list.Add(Fifo.RemoveFirst());
        }

        _previousAnswered = sequence;
    }

    private void MarkBoundingBox(SessionEvent command)
    {
        if (command is DrawingCommand drawing && drawing.Target.SurfaceId == Surface.ScreenId)
        {
            _blitmap?.Mark(drawing.Bounds);
        }
    }

    // A primitive that was submitted but not executed at the request has changed nothing yet: without its marks its change
    // would never be sent (hazard H1).
    private void MarkPending()
    {
        for (var index = 0; index < Fifo.PendingCount; index++)
        {
            MarkBoundingBox(Fifo.Pending(index).Command);
        }
    }

    private void OnCompleted(DrawingPrimitive primitive)
    {
        LastExecuted = primitive.Sequence;
        Fifo.MoveCurrent();
        if (
            primitive.Command
            is SurfaceCreated { SurfaceId: Surface.ScreenId }
                or SurfaceDestroyed { SurfaceId: Surface.ScreenId }
        )
        {
            ReplaceScreen();
        }
    }

    // A new screen has new regions, and all of them may differ from what the encoder has.
    private void ReplaceScreen()
    {
        var primary = _adapter.PrimaryFramebuffer;
        if (primary is null)
        {
            _blitmap = null;
            _handedOver = null;
            return;
        }

        var grid = new RegionGrid(primary.Width, primary.Height, _regionSize);
        _blitmap = new Blitmap(grid);
        _handedOver = new Blitmap(grid);
        _blitmap.MarkAll();
    }
}
