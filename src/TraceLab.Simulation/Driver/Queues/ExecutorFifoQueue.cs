using TraceLab.Simulation.Adapter;

namespace TraceLab.Simulation.Driver.Queues;

/// <summary>
/// Alternative embodiments without a second queue: executed entries stay in the FIFO that they were executed from until
/// they are asked for. With an adapter the driver has to "request FIFO queue entries … through video adapter", which tells it
/// nothing of pending ones; without an adapter that FIFO is the driver's own and holds no secret.
/// </summary>
public sealed class ExecutorFifoQueue : IPrimitiveQueue
{
    private readonly PrimitiveFifo _fifo;
    private readonly bool _isDrivers;

    public ExecutorFifoQueue(PrimitiveExecutor executor)
    {
        _fifo = executor.Fifo;
        _isDrivers = executor is DriverFramebuffer;
        executor.KeepsExecuted = true;
    }

    public bool HasRoom => !_fifo.IsFull;

    public int ExecutedCount => _fifo.ExecutedCount;

    public int? PendingCount => _isDrivers ? _fifo.PendingCount : null;

    public ref readonly DrawingPrimitive Executed(int index) => ref _fifo.Executed(index);

    public ref readonly DrawingPrimitive Pending(int index) => ref _fifo.Pending(index);

    // The driver inserts every primitive into the executor's FIFO whatever the queue, and executing moves its pointer.
    public void OnSubmitted(in DrawingPrimitive primitive) { }

    public void OnCompleted(in DrawingPrimitive primitive) { }

    public void Remove(int count) => _fifo.Remove(count);
}
