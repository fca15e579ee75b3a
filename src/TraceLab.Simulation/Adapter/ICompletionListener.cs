namespace TraceLab.Simulation.Adapter;

/// <summary>
/// Takes completion notices (patent: "once video adapter completes executing a drawing primitive it … notifies video
/// adapter driver"). The primitive comes along for a driver that knows only completed ones.
/// </summary>
public interface ICompletionListener
{
    void OnCompleted(in DrawingPrimitive primitive, long timeNanoseconds);
}
