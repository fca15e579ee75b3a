namespace TraceLab.Simulation.Adapter;

/// <summary>
/// A ring of primitives with the patent's two pointers: the free-entry pointer says where the next one is inserted, the
/// current-entry pointer which one is executed next. Entries before the current one stay until they are removed from the
/// front, so they can still be handed over. Positions count up without end and are reduced to the ring when used
/// (hazard H8); capacity 0 means that the ring grows as needed.
/// </summary>
public sealed class PrimitiveFifo
{
    private readonly bool _grows;
    private DrawingPrimitive[] _ring;
    private long _first;

    public PrimitiveFifo(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _grows = capacity == 0;
        _ring = new DrawingPrimitive[_grows ? 64 : capacity];
    }

    /// <summary>Position where the next primitive is inserted.</summary>
    public long FreeEntry { get; private set; }

    /// <summary>Position of the primitive that is executed next; equals <see cref="FreeEntry"/> when all are done.</summary>
    public long CurrentEntry { get; private set; }

    /// <summary>Entries held, executed ones included.</summary>
    public int Count => (int)(FreeEntry - _first);

    /// <summary>Entries not executed yet.</summary>
    public int PendingCount => (int)(FreeEntry - CurrentEntry);

    /// <summary>Executed entries that were not removed yet.</summary>
    public int ExecutedCount => (int)(CurrentEntry - _first);

    public bool IsFull => !_grows && Count == _ring.Length;

    /// <summary>The entry that the current-entry pointer names; there must be one.</summary>
    public ref readonly DrawingPrimitive Current => ref _ring[Slot(CurrentEntry)];

    /// <summary>The pending entry <paramref name="index"/> places behind the current one.</summary>
    public ref readonly DrawingPrimitive Pending(int index) => ref _ring[Slot(CurrentEntry + index)];

    /// <summary>The executed entry <paramref name="index"/> places behind the oldest one held.</summary>
    public ref readonly DrawingPrimitive Executed(int index) => ref _ring[Slot(_first + index)];

    /// <summary>Inserts at the free-entry pointer and moves it on.</summary>
    /// <exception cref="InvalidOperationException">The ring is full; the caller has to stall the guest instead.</exception>
    public void Insert(in DrawingPrimitive primitive)
    {
        if (Count == _ring.Length)
        {
            Grow();
        }

        _ring[Slot(FreeEntry)] = primitive;
        FreeEntry++;
    }

    /// <summary>One more primitive is done: moves the current-entry pointer on.</summary>
    public void MoveCurrent()
    {
        if (PendingCount == 0)
        {
            throw new InvalidOperationException("the current-entry pointer cannot pass the free-entry pointer");
        }

        CurrentEntry++;
    }

    /// <summary>Removes the oldest entries, all of which must have been executed.</summary>
    public void Remove(int count)
    {
        if (count > ExecutedCount)
        {
            throw new InvalidOperationException("only executed primitives leave the queue");
        }

        for (var end = _first + count; _first < end; _first++)
        {
            _ring[Slot(_first)] = default;
        }
    }

    private int Slot(long position) => (int)(position % _ring.Length);

    private void Grow()
    {
        if (!_grows)
        {
            throw new InvalidOperationException("the FIFO is full");
        }

        var larger = new DrawingPrimitive[_ring.Length * 2];
        for (var position = _first; position < FreeEntry; position++)
        {
            larger[position % larger.Length] = _ring[Slot(position)];
        }

        _ring = larger;
    }
}
