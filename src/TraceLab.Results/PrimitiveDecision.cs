namespace TraceLab.Results;

/// <summary>What became of one primitive in one frame of one run.</summary>
public readonly record struct PrimitiveDecision
{
    public required int Frame { get; init; }

    public required uint Sequence { get; init; }

    /// <summary>Lower-case kind name: fill, copy, image, …</summary>
    public required string Kind { get; init; }

    /// <summary>Bounding box in pixels, after clipping.</summary>
    public required int X { get; init; }

    public required int Y { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Regions that the bounding box touches.</summary>
    public required int Regions { get; init; }

    public required bool Isolated { get; init; }

    /// <summary>Whether order and sources would have let it go.</summary>
    public required bool Legal { get; init; }

    public required DecisionReason Reason { get; init; }

    /// <summary>The primitive that stands in the way, where the reason names one; else null.</summary>
    public required uint? OtherSequence { get; init; }

    /// <summary>Where the reason is <see cref="DecisionReason.ClientCannot"/>: what the client would need.</summary>
    public ClientLack ClientLacks { get; init; }

    /// <summary>Bytes it costs as a primitive on the run's wire.</summary>
    public required long PrimitiveBytes { get; init; }

    /// <summary>Bytes of the pixels it accounts for, as the policy estimated them.</summary>
    public required long PixelBytes { get; init; }
}
