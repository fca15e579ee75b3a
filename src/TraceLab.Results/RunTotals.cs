namespace TraceLab.Results;

/// <summary>Counts of one kind of primitive over a whole run.</summary>
public sealed class KindTotals
{
    public long Seen { get; set; }

    public long Isolated { get; set; }

    public long Legal { get; set; }

    public long Sent { get; set; }

    /// <summary>Bytes of the primitives of this kind that went.</summary>
    public long SentBytes { get; set; }
}

/// <summary>The sums of one run. Filled by <see cref="RunResult"/> as frames and decisions come in.</summary>
public sealed class RunTotals
{
    /// <summary>Framebuffer update requests, those without anything to send included.</summary>
    public long Polls { get; set; }

    /// <summary>Polls of these that were left out because the link was busy.</summary>
    public long SkippedPolls { get; set; }

    public long Frames { get; set; }

    public long RegionsMarked { get; set; }

    public long RegionsTrimmed { get; set; }

    public long RegionsSent { get; set; }

    public long RegionsAsPixels { get; set; }

    public long RawBytes { get; set; }

    public long EncodedBytes { get; set; }

    public long PrimitiveBytes { get; set; }

    public long PixelBytes { get; set; }

    public long CacheBytes { get; set; }

    public long FramingBytes { get; set; }

    public long EncodeCpuNanoseconds { get; set; }

    public long DecodeCpuNanoseconds { get; set; }

    /// <summary>Part of <see cref="EncodeCpuNanoseconds"/>: finding primitives from pixels.</summary>
    public long DetectCpuNanoseconds { get; set; }

    /// <summary>Part of <see cref="EncodeCpuNanoseconds"/>: deciding what goes.</summary>
    public long ChooseCpuNanoseconds { get; set; }

    /// <summary>Sum over all frames; 0 is the only acceptable value of a checked run.</summary>
    public long WrongPixels { get; set; }

    /// <summary>Times the guest had to wait because a FIFO was full.</summary>
    public long Stalls { get; set; }

    /// <summary>Virtual time the guest spent waiting.</summary>
    public long StallNanoseconds { get; set; }

    /// <summary>Most primitives that were pending in the adapter at once.</summary>
    public int MaxFifoDepth { get; set; }

    /// <summary>By kind name (fill, copy, image, …), in ordinal order, so that reports are stable.</summary>
    public SortedDictionary<string, KindTotals> Primitives { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each reason was given.</summary>
    public SortedDictionary<DecisionReason, long> Reasons { get; } = [];

    /// <summary>The headline number.</summary>
    public double BytesPerFrame => Frames == 0 ? 0 : (double)EncodedBytes / Frames;
}
