namespace TraceLab.Simulation.Adapter;

/// <summary>
/// The emulated video adapter of the hypervisor (patent: it "allocates and maintains a framebuffer … and a First In First
/// Out FIFO queue … shared between video adapter and video adapter driver").
/// </summary>
public sealed class VirtualVideoAdapter(ServiceModel service, int fifoCapacity)
    : PrimitiveExecutor(service, fifoCapacity);
