using System.Runtime.InteropServices;
using TraceLab.Simulation.Adapter;

namespace TraceLab.Simulation.Driver.Queues;

/// <summary>
/// Alternative embodiment: "only drawing primitives that have been completed by video adapter … are inserted"; the queue is
/// "a simple vector buffer and does not need a free entry pointer or current entry pointer", and after a removal "the
/// remaining entries are shifted to the beginning". Room is reserved on submission, so that a completion always finds some.
/// </summary>
public sealed class CompletedVectorQueue(int capacity) : IPrimitiveQueue
{
    private readonly List<DrawingPrimitive> _completed = [];
    private int _reserved;

    public bool HasRoom => capacity == 0 || _completed.Count + _reserved < capacity;

    public int ExecutedCount => _completed.Count;

    public int? PendingCount => null;

    public ref readonly DrawingPrimitive Executed(int index) => ref CollectionsMarshal.AsSpan(_completed)[index];

    public ref readonly DrawingPrimitive Pending(int index) =>
        throw new InvalidOperationException("a queue of completed primitives knows no pending one");

    public void OnSubmitted(in DrawingPrimitive primitive) => _reserved++;

    public void OnCompleted(in DrawingPrimitive primitive)
    {
        _reserved--;
        _completed.Add(primitive);
    }

    public void Remove(int count) => _completed.RemoveRange(0, count);
}
