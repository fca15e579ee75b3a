using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Simulation.Machine;

/// <summary>What the simulated machine is built with; the defaults are the patent's main embodiment.</summary>
public sealed record MachineOptions
{
    public MachineEmbodiment Embodiment { get; init; } = new();

    /// <summary>Framebuffer update requests a second of virtual time; with interrupts, the most.</summary>
    public int PollsPerSecond { get; init; } = 60;

    /// <summary>Edge of a region in pixels.</summary>
    public int RegionSize { get; init; } = 8;

    public ServiceModel Service { get; init; } = ServiceModel.Instant;

    /// <summary>Entries of the adapter's FIFO, if there is an adapter; 0 grows as needed.</summary>
    public int AdapterFifoCapacity { get; init; }

    /// <summary>
    /// Entries of the driver's queue, if it has one, which hold a primitive until the encoder has it; 0 grows as needed.
    /// </summary>
    public int DriverFifoCapacity { get; init; }

    /// <summary>The number of the first primitive; numbers wrap at 32 bits (hazard H8).</summary>
    public uint FirstSequence { get; init; }

    /// <summary>Client profiles beyond the named ones that the settings of runs may name.</summary>
    public IReadOnlyList<ClientProfile> OwnProfiles { get; init; } = [];

    /// <summary>Policies beyond the registered ones that the settings of runs may name.</summary>
    public IReadOnlyList<IPolicy> OwnPolicies { get; init; } = [];

    /// <summary>
    /// The link that frames go over; null for none. One that skips polls while it is busy makes what the driver answers
    /// depend on what a run sends, so that it takes a machine of its own for each run.
    /// </summary>
    public LinkSettings? Link { get; init; }

    /// <summary>Prices the frames of all runs in CPU time; null to leave time out.</summary>
    public CostProfile? Costs { get; init; }

    /// <summary>Threads that runs may share. Results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
