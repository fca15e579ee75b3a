using TraceLab.Simulation.Adapter;

namespace TraceLab.Simulation.Driver.Queues;

/// <summary>
/// Where executed primitives wait until the encoder has them; what the patent's embodiments do with "FIFO queue of video
/// adapter driver". Entries stay in the order of their sequence numbers.
/// </summary>
public interface IPrimitiveQueue
{
    /// <summary>Whether one more primitive can be taken; otherwise the guest stalls.</summary>
    bool HasRoom { get; }

    /// <summary>Entries that were executed and not removed yet.</summary>
    int ExecutedCount { get; }

    /// <summary>
    /// Submitted entries that the queue knows and that were not executed yet. Null where completion is the first that it
    /// hears of a primitive: then the driver cannot mark pending work anew after a request (hazard H1).
    /// </summary>
    int? PendingCount { get; }

    /// <summary>The executed entry <paramref name="index"/> places behind the oldest one held.</summary>
    ref readonly DrawingPrimitive Executed(int index);

    /// <summary>The entry that is executed <paramref name="index"/> places after the next one.</summary>
    ref readonly DrawingPrimitive Pending(int index);

    /// <summary>The driver converted a command into this primitive; <see cref="HasRoom"/> held.</summary>
    void OnSubmitted(in DrawingPrimitive primitive);

    /// <summary>The completion notice came.</summary>
    void OnCompleted(in DrawingPrimitive primitive);

    /// <summary>Removes the oldest executed entries (patent: "clears or otherwise removes these queue entries").</summary>
    void Remove(int count);
}
