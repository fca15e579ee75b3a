using CsCheck;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Machine;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>Random machines: every combination of the patent's choices, poll rates, service models and FIFO capacities.</summary>
internal static class MachineGen
{
    public static readonly Gen<MachineEmbodiment> Embodiments = Gen.Select(
        Gen.Enum<QueueForm>(),
        Gen.Enum<FramebufferOwner>(),
        Gen.Enum<SecondaryOwner>(),
        Gen.Enum<ListPosition>(),
        Gen.Enum<RegionForm>(),
        Gen.Enum<RequestTrigger>(),
        (queue, framebuffer, secondary, position, regions, trigger) =>
            new MachineEmbodiment
            {
                Queue = queue,
                Framebuffer = framebuffer,
                Secondary = secondary,
                Position = position,
                Regions = regions,
                Trigger = trigger,
            }
    );

    public static readonly Gen<ServiceModel> Services = Gen.Select(
        AnyOf(0L, 0L, 1000, 4_000_000, 4_000_000, 60_000_000),
        AnyOf(0L, 0L, 1_000_000, 200_000, 5_000),
        Gen.Frequency((2, Gen.Const(0L)), (1, Gen.Long[0, 200_000_000])),
        (fixedCost, pixels, pausedUntil) =>
            new ServiceModel
            {
                PerPrimitiveNanoseconds = fixedCost,
                PixelsPerSecond = pixels,
                PausedFromNanoseconds = pausedUntil / 2,
                PausedUntilNanoseconds = pausedUntil,
            }
    );

    public static readonly Gen<MachineOptions> Machines = Gen.Select(
        Embodiments,
        AnyOf(1, 7, 30, 60, 60, 250, 250, 1000),
        AnyOf(1, 3, 8, 16),
        Services,
        AnyOf(0, 1, 2, 5),
        AnyOf(0, 1, 3),
        AnyOf(0u, 1u, uint.MaxValue - 3),
        (embodiment, polls, region, service, adapterFifo, driverFifo, first) =>
            new MachineOptions
            {
                Embodiment = embodiment,
                PollsPerSecond = polls,
                RegionSize = region,
                Service = service,
                AdapterFifoCapacity = adapterFifo,
                DriverFifoCapacity = driverFifo,
                FirstSequence = first,
            }
    );

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
