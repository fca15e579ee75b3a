using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver.Queues;

namespace TraceLab.Simulation.Driver.Lists;

/// <summary>
/// Alternative embodiment: the driver "internally keeps track of the previous drawing primitives that it has provided …
/// without needing a sequence number". What was given is no longer in the queue, so all it has to note is how many entries
/// were executed when it answered.
/// </summary>
public sealed class TrackedListRequest(IPrimitiveQueue queue) : IPrimitiveListRequest
{
    private int _answeredCount;

    public void OnUpdateAnswered() => _answeredCount = queue.ExecutedCount;

    public void Collect(uint answeredSequence, List<DrawingPrimitive> list)
    {
        for (var index = 0; index < _answeredCount; index++)
        {
            list.Add(queue.Executed(index));
        }

        queue.Remove(_answeredCount);
        _answeredCount = 0;
    }
}
