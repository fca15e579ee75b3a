using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Adapter;

/// <summary>
/// The emulated video adapter: its own FIFO, and the surfaces with the primary framebuffer among them. It executes
/// primitives strictly in order (patent: "updates framebuffer in accordance with the drawing primitives in FIFO queue") and
/// notifies the driver after each one.
/// </summary>
public sealed class VirtualVideoAdapter
{
    private readonly Painter _painter;
    private readonly ServiceModel _service;
    private long _busyUntilNanoseconds;

    public VirtualVideoAdapter(ServiceModel service, int fifoCapacity)
    {
        _service = service;
        Fifo = new PrimitiveFifo(fifoCapacity);
        Surfaces = new SurfaceSet();
        _painter = new Painter(Surfaces);
    }

    public PrimitiveFifo Fifo { get; }

    public SurfaceSet Surfaces { get; }

    /// <summary>The truth: the screen's pixels, or null before the session created a screen.</summary>
    public Surface? PrimaryFramebuffer => Surfaces.Screen;

    /// <summary>Told about each primitive right after it was executed (patent: notify the driver of completion).</summary>
    public Action<DrawingPrimitive>? Completed { get; set; }

    /// <summary>When the primitive at the current-entry pointer will be done; there must be one.</summary>
    public long NextCompletionNanoseconds
    {
        get
        {
            ref readonly var next = ref Fifo.Current;
            var start = Math.Max(next.SubmittedNanoseconds, _busyUntilNanoseconds);
            return _service.CompletionNanoseconds(next, start);
        }
    }

    /// <summary>Executes everything that is done by this virtual time.</summary>
    public void ExecuteUntil(long timeNanoseconds)
    {
        while (Fifo.PendingCount > 0)
        {
            var done = NextCompletionNanoseconds;
            if (done > timeNanoseconds)
            {
                return;
            }

            _busyUntilNanoseconds = done;
            _painter.Apply(Fifo.Current.Command);
            Fifo.MoveCurrent();
            var primitive = Fifo.RemoveFirst();
            Completed?.Invoke(primitive);
        }
    }
}
