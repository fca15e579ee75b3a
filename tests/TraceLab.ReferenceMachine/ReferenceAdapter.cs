using TraceLab.Core.Commands;

namespace TraceLab.ReferenceMachine;

/// <summary>The video adapter: the primary framebuffer, and a list of the primitives that it has not executed yet.</summary>
public sealed class ReferenceAdapter(ReferenceOptions options)
{
    private readonly ReferencePainter _painter = new();
    private long _freeNanoseconds;

    /// <summary>In the order of their numbers.</summary>
    public List<ReferencePrimitive> Fifo { get; } = [];

    public ReferenceSurface? PrimaryFramebuffer => _painter.Screen;

    public bool IsFull => options.AdapterFifoCapacity > 0 && Fifo.Count >= options.AdapterFifoCapacity;

    /// <summary>When the first primitive of the FIFO will be done; null if there is none.</summary>
    public long? NextNanoseconds =>
        Fifo.Count == 0 ? null : Done(Math.Max(Fifo[0].SubmittedNanoseconds, _freeNanoseconds), Work(Fifo[0]));

    /// <summary>Executes the first primitive of the FIFO, which is due.</summary>
    public ReferencePrimitive ExecuteNext()
    {
        _freeNanoseconds = NextNanoseconds!.Value;
        var primitive = Fifo[0];
        Fifo.RemoveAt(0);
        _painter.Apply(primitive.Command);
        primitive.IsExecuted = true;
        return primitive;
    }

    // Surfaces cost nothing. No command has more pixels than the largest surface.
    private long Work(ReferencePrimitive primitive)
    {
        if (primitive.Command is not DrawingCommand)
        {
            return 0;
        }

        var box = primitive.BoundingBox;
        var pixels = ReferencePrimitive.HasPixels(box)
            ? Math.Min(((long)box.Right - box.Left) * ((long)box.Bottom - box.Top), 64L * 1024 * 1024)
            : 0;
        var perPixel = options.PixelsPerSecond == 0 ? 0 : pixels * 1_000_000_000 / options.PixelsPerSecond;
        return options.PerPrimitiveNanoseconds + perPixel;
    }

    // Work that does not end before the pause is finished after it.
    private long Done(long start, long work)
    {
        var (from, until) = (options.PausedFromNanoseconds, options.PausedUntilNanoseconds);
        if (start >= until || start + work <= from)
        {
            return start + work;
        }

        var workBefore = Math.Max(0, from - start);
        return until + (work - workBefore);
    }
}
