using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Simulation.Driver;

/// <summary>
/// The video adapter driver: receives commands, marks its blitmap, converts them to numbered primitives, and answers the
/// encoder's two requests. What the patent's embodiments do differently is in the parts that it is given.
/// </summary>
public sealed class VideoAdapterDriver : ICompletionListener
{
    private readonly DriverParts _parts;
    private readonly DriverBlitmap _blitmap;
    private uint _nextSequence;

    public VideoAdapterDriver(DriverParts parts, int regionSize, uint firstSequence)
    {
        _parts = parts;
        _blitmap = new DriverBlitmap(regionSize);
        _nextSequence = firstSequence;
        LastExecuted = firstSequence - 1;
        parts.Executor.Listener = this;
    }

    /// <summary>Sequence number of the last completed primitive: the entry just before the current-entry pointer.</summary>
    public uint LastExecuted { get; private set; }

    /// <summary>The screen's present size and format; its pixels are for checks only, the encoder cannot see them.</summary>
    public Surface? PrimaryFramebuffer => _parts.Executor.PrimaryFramebuffer;

    /// <summary>Whether a command can be taken now, or the guest has to wait for room in a FIFO.</summary>
    public bool CanSubmit => _parts.Queue.HasRoom && !_parts.Executor.Fifo.IsFull;

    /// <summary>Whether anything still has to reach the encoder.</summary>
    public bool HasWork => _parts.Executor.Fifo.PendingCount > 0 || !_blitmap.IsEmpty;

    /// <summary>Whether a request would find neither changes nor primitives, now and until the next command.</summary>
    public bool IsIdle => !HasWork && _parts.Queue.ExecutedCount == 0;

    /// <summary>
    /// Receives a command, marks its bounding box, converts it, and inserts the primitive into the driver's queue and into the
    /// FIFO that it is executed from. <see cref="CanSubmit"/> must hold.
    /// </summary>
    public void Submit(SessionEvent command, long timeNanoseconds)
    {
        _blitmap.Mark(command);
        var primitive = new DrawingPrimitive(_nextSequence++, command, timeNanoseconds);
        _parts.Queue.OnSubmitted(primitive);
        _parts.Executor.Fifo.Insert(primitive);
    }

    /// <summary>Completion notice: the queue's current-entry pointer moves on, and the encoder may be interrupted.</summary>
    public void OnCompleted(in DrawingPrimitive primitive, long timeNanoseconds)
    {
        LastExecuted = primitive.Sequence;
        _parts.Queue.OnCompleted(primitive);
        if (DriverBlitmap.IsScreenReplaced(primitive.Command))
        {
            _blitmap.ReplaceScreen(PrimaryFramebuffer);
        }
        else if (!_blitmap.Touches(primitive.Command))
        {
            return;
        }
        else if (_parts.Queue.PendingCount is null)
        {
            // Its first marks may be gone, and nobody could renew them (hazard H1).
            _blitmap.Mark(primitive.Command);
        }

        _parts.Interrupt?.Signal(timeNanoseconds);
    }

    /// <summary>
    /// The guest waits for room. Where only the encoder can make it, by taking executed primitives that changed nothing on the
    /// screen, it has to be told.
    /// </summary>
    public void OnGuestStalled(long timeNanoseconds)
    {
        if (!_parts.Queue.HasRoom && _parts.Queue.ExecutedCount > 0)
        {
            _parts.Interrupt?.Signal(timeNanoseconds);
        }
    }

    /// <summary>
    /// Framebuffer update request, with the encoder's reference to its secondary framebuffer unless the driver owns that: every
    /// marked region is requested, compared, and trimmed or copied; the marks are handed over and cleared. The secondary
    /// framebuffer has to fit the screen.
    /// </summary>
    public FramebufferUpdate RequestUpdate(SecondaryFramebuffer? reference)
    {
        _parts.List.OnUpdateAnswered();
        if (PrimaryFramebuffer is not { } primary || _blitmap.Marks is not { } marks)
        {
            return new FramebufferUpdate { AnsweredSequence = LastExecuted };
        }

        _parts.Secondary?.Fit(primary);
        var secondary =
            _parts.Secondary ?? reference ?? throw new InvalidOperationException("nobody has a secondary framebuffer");
        var marked = marks.CountMarked();
        var trimmed = marked == 0 ? 0 : RegionTrimmer.Trim(primary, secondary.Pixels!, marks);
        _parts.Regions.HandOver(marks, secondary.Blitmap!);
        _blitmap.ClearAllButPending(_parts.Queue);
        return new FramebufferUpdate
        {
            Secondary = secondary.Pixels,
            Blitmap = secondary.Blitmap,
            RegionsMarked = marked,
            RegionsTrimmed = trimmed,
            AnsweredSequence = LastExecuted,
        };
    }
}
