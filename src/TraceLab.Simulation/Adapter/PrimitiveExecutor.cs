using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Adapter;

/// <summary>
/// A framebuffer and the FIFO whose primitives update it. Primitives are executed strictly in order (patent: "updates
/// framebuffer in accordance with the drawing primitives in FIFO queue when they are ready to be acted upon"); after each
/// one the current-entry pointer moves on and the driver is notified. Whether it belongs to the adapter or to the driver is
/// the embodiment's choice, and all that the derived types say.
/// </summary>
public abstract class PrimitiveExecutor
{
    private readonly ServiceModel _service;
    private readonly SurfaceSet _surfaces = new();
    private readonly Painter _painter;
    private long _busyUntilNanoseconds;

    protected PrimitiveExecutor(ServiceModel service, int fifoCapacity)
    {
        _service = service;
        _painter = new Painter(_surfaces);
        Fifo = new PrimitiveFifo(fifoCapacity);
    }

    public PrimitiveFifo Fifo { get; }

    /// <summary>
    /// The truth: the screen's pixels, or null before the session created a screen. The patent's region requests are
    /// answered with this reference, from which the driver reads the marked regions.
    /// </summary>
    public Surface? PrimaryFramebuffer => _surfaces.Screen;

    /// <summary>
    /// Whether executed entries stay in the FIFO until the driver removes them, because it has no queue of its own; otherwise
    /// each leaves once it is executed.
    /// </summary>
    public bool KeepsExecuted { get; set; }

    /// <summary>Told about each primitive right after it was executed.</summary>
    public ICompletionListener? Listener { get; set; }

    /// <summary>When the primitive at the current-entry pointer will be done; never if nothing is pending.</summary>
    public long NextCompletionNanoseconds
    {
        get
        {
            if (Fifo.PendingCount == 0)
            {
                return long.MaxValue;
            }

            ref readonly var next = ref Fifo.Current;
            var start = Math.Max(next.SubmittedNanoseconds, _busyUntilNanoseconds);
            return _service.CompletionNanoseconds(next, start);
        }
    }

    /// <summary>The session is over: what was drawn is gone.</summary>
    public void Recycle() => _surfaces.Recycle();

    /// <summary>Executes everything that is done by this virtual time.</summary>
    public void ExecuteUntil(long timeNanoseconds)
    {
        while (Fifo.PendingCount > 0 && NextCompletionNanoseconds is var done && done <= timeNanoseconds)
        {
            _busyUntilNanoseconds = done;
            var primitive = Fifo.Current;
            _painter.Apply(primitive.Command);
            Fifo.MoveCurrent();
            if (!KeepsExecuted)
            {
                Fifo.Remove(1);
            }

            Listener?.OnCompleted(primitive, done);
        }
    }
}
