using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver.Queues;

namespace TraceLab.Simulation.Driver.Lists;

/// <summary>
/// Alternative embodiment: the encoder has no FIFO of its own that the driver copies into, but "is able to directly access
/// FIFO queue of video adapter driver for example through its own read pointers". It reads where its pointer stands, and an
/// entry is free for the driver once the pointer has moved past it.
/// </summary>
public sealed class ReadPointerListRequest(IPrimitiveQueue queue, uint firstSequence) : IPrimitiveListRequest
{
    private int _reading;

    /// <summary>The encoder's read pointer: number of the primitive that it reads next.</summary>
    public uint ReadEntry { get; private set; } = firstSequence;

    public void Collect(uint answeredSequence, List<DrawingPrimitive> list)
    {
        // Numbers wrap, so the distance counts and not the order (hazard H8).
        _reading = (int)(answeredSequence + 1 - ReadEntry);
        for (var index = 0; index < _reading; index++)
        {
            list.Add(queue.Executed(index));
        }
    }

    public void OnReviewed()
    {
        ReadEntry += (uint)_reading;
        queue.Remove(_reading);
        _reading = 0;
    }
}
