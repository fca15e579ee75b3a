namespace TraceLab.Simulation.Machine;

/// <summary>An embodiment with the name that the command line knows it by, and one sentence on what it changes.</summary>
public sealed record NamedEmbodiment(string Name, string Description, MachineEmbodiment Embodiment);

/// <summary>
/// The main embodiment, then the alternatives in the order in which the patent's description comes to them.
/// </summary>
public static class MachineEmbodiments
{
    public const string Default = "main";

    /// <summary>The steps of the description's figures, unchanged.</summary>
    public static readonly NamedEmbodiment Main = new(
        Default,
        "the patent's main embodiment: polling, a driver FIFO, sequence numbers and a blitmap copy",
        new MachineEmbodiment()
    );

    /// <summary>"only drawing primitives that have been completed by video adapter … are inserted into FIFO queue"</summary>
    public static readonly NamedEmbodiment CompletedVector = new(
        "completed-vector",
        "the driver's queue is a vector of completed primitives; what stays is shifted to its beginning",
        new MachineEmbodiment { Queue = QueueForm.CompletedVector }
    );

    /// <summary>"alternative embodiments may not require any virtual video adapter"</summary>
    public static readonly NamedEmbodiment DriverAdapter = new(
        "driver-adapter",
        "no virtual adapter: the driver has the primary framebuffer and one FIFO, and executes primitives itself",
        new MachineEmbodiment { Framebuffer = FramebufferOwner.Driver, Queue = QueueForm.ExecutorFifo }
    );

    /// <summary>"display encoder is able to directly access FIFO queue of video adapter driver … through its own read pointers"</summary>
    public static readonly NamedEmbodiment EncoderPointer = new(
        "encoder-pointer",
        "the encoder reads the driver FIFO through a read pointer of its own; the driver copies nothing",
        new MachineEmbodiment { Position = ListPosition.ReadPointer }
    );

    /// <summary>"video adapter driver may allocate and maintain secondary framebuffer as well as encoder blitmap"</summary>
    public static readonly NamedEmbodiment DriverSecondary = new(
        "driver-secondary",
        "the driver has the secondary framebuffer and the encoder blitmap; the encoder gets references",
        new MachineEmbodiment { Secondary = SecondaryOwner.Driver }
    );

    /// <summary>"internally keeps track of the previous drawing primitives that it has provided to display encoder"</summary>
    public static readonly NamedEmbodiment TrackedPosition = new(
        "tracked-position",
        "the driver tracks which primitives it gave; the list request carries no sequence number",
        new MachineEmbodiment { Position = ListPosition.Tracked }
    );

    /// <summary>"may provide only relevant portions of driver blitmap data structure … or … an alternative data structure"</summary>
    public static readonly NamedEmbodiment RegionList = new(
        "region-list",
        "the driver hands over a list of regions instead of a copy of its blitmap",
        new MachineEmbodiment { Regions = RegionForm.RegionList }
    );

    /// <summary>"may not have a FIFO queue in video adapter driver but rather request FIFO queue entries … through video adapter"</summary>
    public static readonly NamedEmbodiment AdapterList = new(
        "adapter-list",
        "no driver FIFO: the adapter keeps executed primitives in its own until they are asked for",
        new MachineEmbodiment { Queue = QueueForm.ExecutorFifo }
    );

    /// <summary>"rather than … having display encoder continuously poll …, video adapter driver can trigger an interrupt"</summary>
    public static readonly NamedEmbodiment Interrupt = new(
        "interrupt",
        "no polls: a completed change interrupts the encoder, at most as often as the poll rate",
        new MachineEmbodiment { Trigger = RequestTrigger.Interrupt }
    );

    /// <summary>"rather than or in addition to having display encoder continuously poll"</summary>
    public static readonly NamedEmbodiment PollAndInterrupt = new(
        "poll-and-interrupt",
        "polls as in main, and a completed change interrupts as well; updates keep to the poll rate",
        new MachineEmbodiment { Trigger = RequestTrigger.PollingAndInterrupt }
    );

    public static IReadOnlyList<NamedEmbodiment> All { get; } =
    [
        Main,
        CompletedVector,
        DriverAdapter,
        EncoderPointer,
        DriverSecondary,
        TrackedPosition,
        RegionList,
        AdapterList,
        Interrupt,
        PollAndInterrupt,
    ];

    /// <exception cref="ArgumentException">There is no embodiment of that name.</exception>
    public static MachineEmbodiment ByName(string name) =>
        All.FirstOrDefault(named => named.Name == name)?.Embodiment
        ?? throw new ArgumentException(
            $"unknown machine '{name}': expected one of {string.Join(", ", All.Select(named => named.Name))}",
            nameof(name)
        );
}
