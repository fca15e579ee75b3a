using System.Diagnostics;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver;
using TraceLab.Simulation.Driver.Lists;
using TraceLab.Simulation.Driver.Queues;
using TraceLab.Simulation.Driver.Regions;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Machine.Triggers;

namespace TraceLab.Simulation.Machine;

/// <summary>
/// One machine of one virtual machine, put together as its embodiment says: each choice picks one part, and nothing else
/// knows of it. Virtual time is given from outside.
/// </summary>
public sealed class MachineParts
{
    public MachineParts(MachineOptions options)
    {
        Trigger = TriggerOf(options);
        Executor = ExecutorOf(options);
        Queue = QueueOf(options, Executor);
        List = ListOf(options, Queue);
        Regions = RegionsOf(options);
        var driverOwnsSecondary = options.Embodiment.Secondary == SecondaryOwner.Driver;
        DriverSecondary = driverOwnsSecondary ? new SecondaryFramebuffer(options.RegionSize) : null;
        Driver = new VideoAdapterDriver(
            new DriverParts
            {
                Executor = Executor,
                Queue = Queue,
                List = List,
                Regions = Regions,
                Secondary = DriverSecondary,
                Interrupt = Trigger,
            },
            options.RegionSize,
            options.FirstSequence
        );
        var own = driverOwnsSecondary ? null : new SecondaryFramebuffer(options.RegionSize);
        Encoder = new DisplayEncoder(Driver, List, own);
    }

    /// <summary>A <see cref="VirtualVideoAdapter"/>, or what the driver has in its place.</summary>
    public PrimitiveExecutor Executor { get; }

    public IPrimitiveQueue Queue { get; }

    public IPrimitiveListRequest List { get; }

    public IRegionHandover Regions { get; }

    public VideoAdapterDriver Driver { get; }

    /// <summary>Null where the encoder has the secondary framebuffer.</summary>
    public SecondaryFramebuffer? DriverSecondary { get; }

    public DisplayEncoder Encoder { get; }

    public IRequestTrigger Trigger { get; }

    /// <summary>The session is over: both framebuffers are gone.</summary>
    public void Recycle()
    {
        Executor.Recycle();
        DriverSecondary?.Recycle();
        Encoder.Own?.Recycle();
    }

    private static PrimitiveExecutor ExecutorOf(MachineOptions options) =>
        options.Embodiment.Framebuffer switch
        {
            FramebufferOwner.Adapter => new VirtualVideoAdapter(options.Service, options.AdapterFifoCapacity),
            FramebufferOwner.Driver => new DriverFramebuffer(options.Service, options.DriverFifoCapacity),
            _ => throw new UnreachableException(),
        };

    private static IPrimitiveQueue QueueOf(MachineOptions options, PrimitiveExecutor executor) =>
        options.Embodiment.Queue switch
        {
            QueueForm.DriverFifo => new DriverFifoQueue(options.DriverFifoCapacity),
            QueueForm.CompletedVector => new CompletedVectorQueue(options.DriverFifoCapacity),
            QueueForm.ExecutorFifo => new ExecutorFifoQueue(executor),
            _ => throw new UnreachableException(),
        };

    private static IPrimitiveListRequest ListOf(MachineOptions options, IPrimitiveQueue queue) =>
        options.Embodiment.Position switch
        {
            ListPosition.Sequence => new SequenceListRequest(queue, options.FirstSequence),
            ListPosition.Tracked => new TrackedListRequest(queue),
            ListPosition.ReadPointer => new ReadPointerListRequest(queue, options.FirstSequence),
            _ => throw new UnreachableException(),
        };

    private static IRegionHandover RegionsOf(MachineOptions options) =>
        options.Embodiment.Regions switch
        {
            RegionForm.BlitmapCopy => new BlitmapCopy(),
            RegionForm.RegionList => new RegionList(),
            _ => throw new UnreachableException(),
        };

    private static IRequestTrigger TriggerOf(MachineOptions options) =>
        options.Embodiment.Trigger switch
        {
            RequestTrigger.Polling => new PollingTrigger(options.PollsPerSecond),
            RequestTrigger.Interrupt => new InterruptTrigger(options.PollsPerSecond),
            RequestTrigger.PollingAndInterrupt => new PollingAndInterruptTrigger(options.PollsPerSecond),
            _ => throw new UnreachableException(),
        };
}
