namespace TraceLab.Simulation.Machine;

/// <summary>
/// One embodiment of the patent's machine as a set of independent choices; the defaults are the main embodiment. Every
/// combination works. See <see cref="MachineEmbodiments"/> for those that the patent describes.
/// </summary>
public sealed record MachineEmbodiment
{
    public QueueForm Queue { get; init; }

    public FramebufferOwner Framebuffer { get; init; }

    public SecondaryOwner Secondary { get; init; }

    public ListPosition Position { get; init; }

    public RegionForm Regions { get; init; }

    public RequestTrigger Trigger { get; init; }
}

/// <summary>Where primitives wait until the encoder has them.</summary>
public enum QueueForm
{
    /// <summary>In the driver's FIFO, from submission on.</summary>
    DriverFifo,

    /// <summary>In a vector of the driver, from completion on.</summary>
    CompletedVector,

    /// <summary>In the FIFO that they were executed from.</summary>
    ExecutorFifo,
}

/// <summary>Who has the primary framebuffer and executes primitives.</summary>
public enum FramebufferOwner
{
    Adapter,
    Driver,
}

/// <summary>Who allocates the secondary framebuffer and the encoder blitmap.</summary>
public enum SecondaryOwner
{
    Encoder,
    Driver,
}

/// <summary>How the primitive list request knows where to begin and to end.</summary>
public enum ListPosition
{
    /// <summary>The encoder sends the answered number; the driver remembers the one before.</summary>
    Sequence,

    /// <summary>The driver tracks what it gave.</summary>
    Tracked,

    /// <summary>The encoder has a read pointer into the queue.</summary>
    ReadPointer,
}

/// <summary>In what form the encoder learns which regions changed.</summary>
public enum RegionForm
{
    BlitmapCopy,
    RegionList,
}

/// <summary>What makes the encoder issue a framebuffer update request.</summary>
public enum RequestTrigger
{
    Polling,
    Interrupt,
    PollingAndInterrupt,
}
