using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver.Queues;

namespace TraceLab.Simulation.Driver.Lists;

/// <summary>
/// Main embodiment: the encoder sends the answered number back. The driver "stores a copy of a prior sequence number",
/// copies the entries "subsequent to this sequence number and up to and including the sequence number received", and removes
/// them.
/// </summary>
public sealed class SequenceListRequest(IPrimitiveQueue queue, uint firstSequence) : IPrimitiveListRequest
{
    private uint _previousAnswered = firstSequence - 1;

    public void Collect(uint answeredSequence, List<DrawingPrimitive> list)
    {
        // Numbers wrap, so the distance counts and not the order (hazard H8).
        var count = (int)(answeredSequence - _previousAnswered);
        for (var index = 0; index < count; index++)
        {
            list.Add(queue.Executed(index));
        }

        queue.Remove(count);
        _previousAnswered = answeredSequence;
    }
}
