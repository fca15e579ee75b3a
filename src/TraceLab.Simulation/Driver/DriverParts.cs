using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver.Lists;
using TraceLab.Simulation.Driver.Queues;
using TraceLab.Simulation.Driver.Regions;

namespace TraceLab.Simulation.Driver;

/// <summary>What a driver is put together from: one part for each choice in which the patent's embodiments differ.</summary>
public sealed record DriverParts
{
    /// <summary>The virtual adapter, or what the driver has in its place.</summary>
    public required PrimitiveExecutor Executor { get; init; }

    public required IPrimitiveQueue Queue { get; init; }

    /// <summary>How the list request finds its primitives in <see cref="Queue"/>.</summary>
    public required IPrimitiveListRequest List { get; init; }

    public required IRegionHandover Regions { get; init; }

    /// <summary>Null where the encoder owns the secondary framebuffer and passes a reference.</summary>
    public SecondaryFramebuffer? Secondary { get; init; }

    /// <summary>Null where the encoder only polls.</summary>
    public IInterrupt? Interrupt { get; init; }
}
