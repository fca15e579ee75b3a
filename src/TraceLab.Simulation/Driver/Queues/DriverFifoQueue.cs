using TraceLab.Simulation.Adapter;

namespace TraceLab.Simulation.Driver.Queues;

/// <summary>
/// Main embodiment: the driver's own FIFO takes a primitive when it is converted (free-entry pointer), learns from the
/// completion notice that it was executed (current-entry pointer) and keeps it until the encoder has it.
/// </summary>
public sealed class DriverFifoQueue(int capacity) : IPrimitiveQueue
{
    public PrimitiveFifo Fifo { get; } = new(capacity);

    public bool HasRoom => !Fifo.IsFull;

    public int ExecutedCount => Fifo.ExecutedCount;

    public int? PendingCount => Fifo.PendingCount;

    public ref readonly DrawingPrimitive Executed(int index) => ref Fifo.Executed(index);

    public ref readonly DrawingPrimitive Pending(int index) => ref Fifo.Pending(index);

    public void OnSubmitted(in DrawingPrimitive primitive) => Fifo.Insert(primitive);

    public void OnCompleted(in DrawingPrimitive primitive) => Fifo.MoveCurrent();

    public void Remove(int count) => Fifo.Remove(count);
}
