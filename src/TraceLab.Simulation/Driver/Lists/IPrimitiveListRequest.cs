using TraceLab.Simulation.Adapter;

namespace TraceLab.Simulation.Driver.Lists;

/// <summary>
/// The primitive list request: how encoder and driver agree on which primitives made the change in the secondary framebuffer.
/// Every update request is followed by one list request; what completes between the two belongs to the next pair.
/// </summary>
public interface IPrimitiveListRequest
{
    /// <summary>The driver has answered an update request.</summary>
    void OnUpdateAnswered() { }

    /// <summary>Appends the primitives behind the last answer to the encoder's list, once each and in order.</summary>
    void Collect(uint answeredSequence, List<DrawingPrimitive> list);

    /// <summary>The encoder has reviewed what it collected.</summary>
    void OnReviewed() { }
}
