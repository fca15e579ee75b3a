using TraceLab.Simulation.Adapter;

namespace TraceLab.Simulation.Driver;

/// <summary>
/// Alternative embodiment without any adapter (patent: "alternative embodiments may not require any virtual video adapter.
/// Instead … video adapter driver may allocate and manage framebuffer and FIFO queue itself").
/// </summary>
public sealed class DriverFramebuffer(ServiceModel service, int fifoCapacity)
    : PrimitiveExecutor(service, fifoCapacity);
