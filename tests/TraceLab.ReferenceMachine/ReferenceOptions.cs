namespace TraceLab.ReferenceMachine;

/// <summary>What the reference machine is run with; the defaults are those of the simulator.</summary>
public sealed record ReferenceOptions
{
    public ReferencePolicy Policy { get; init; } = ReferencePolicy.Size;

    public int PollsPerSecond { get; init; } = 60;

    /// <summary>Edge of a region in pixels.</summary>
    public int RegionSize { get; init; } = 8;

    /// <summary>Entries of the adapter's FIFO; 0 is without limit.</summary>
    public int AdapterFifoCapacity { get; init; }

    /// <summary>Entries of the driver's FIFO; 0 is without limit.</summary>
    public int DriverFifoCapacity { get; init; }

    /// <summary>The number of the first primitive; numbers wrap at 32 bits.</summary>
    public uint FirstSequence { get; init; }

    /// <summary>What each drawing primitive costs the adapter, whatever its size.</summary>
    public long PerPrimitiveNanoseconds { get; init; }

    /// <summary>How fast the adapter fills bounding boxes; 0 is at once.</summary>
    public long PixelsPerSecond { get; init; }

    /// <summary>The adapter does nothing from here …</summary>
    public long PausedFromNanoseconds { get; init; }

    /// <summary>… to here.</summary>
    public long PausedUntilNanoseconds { get; init; }
}

/// <summary>The choices that the patent describes, everything as pixels, and every primitive that can legally go.</summary>
public enum ReferencePolicy
{
    Pixels,
    Size,
    Kind,
    Primitives,
}
