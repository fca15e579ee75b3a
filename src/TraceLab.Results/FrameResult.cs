namespace TraceLab.Results;

/// <summary>
/// One frame of one run: a poll that had something to send, and what it sent. Byte counts are lengths of bytes that were
/// really produced; <see cref="EncodedBytes"/> is the sum of primitive, pixel, cache and framing bytes.
/// </summary>
public readonly record struct FrameResult
{
    /// <summary>1, 2, 3 … in order of sending.</summary>
    public required int Frame { get; init; }

    /// <summary>The poll that made it; poll k is at k / rate seconds.</summary>
    public required long Poll { get; init; }

    public required long TimeNanoseconds { get; init; }

    /// <summary>
    /// Sequence number that the driver answered: the frame shows the screen after this primitive. Numbers wrap at 32 bits.
    /// </summary>
    public uint AnsweredSequence { get; init; }

    /// <summary>Blitmap entries marked when the update request came.</summary>
    public required int RegionsMarked { get; init; }

    /// <summary>Marks cleared because primary and secondary were equal there.</summary>
    public required int RegionsTrimmed { get; init; }

    /// <summary>Marked minus trimmed: regions whose change has to reach the client, by primitive or pixels.</summary>
    public required int RegionsSent { get; init; }

    /// <summary>Regions that really went as pixels, repaired ones included, and unchanged ones that a box covers.</summary>
    public required int RegionsAsPixels { get; init; }

    /// <summary>What <see cref="RegionsSent"/> would cost uncompressed: 3 bytes a pixel.</summary>
    public required long RawBytes { get; init; }

    public required long EncodedBytes { get; init; }

    /// <summary>Bytes of primitives, image payloads included.</summary>
    public required long PrimitiveBytes { get; init; }

    /// <summary>Bytes that the pixel codec made of pixel rectangles.</summary>
    public required long PixelBytes { get; init; }

    /// <summary>Bytes that fill what the client keeps: glyph images for its cache, all that is drawn off-screen.</summary>
    public long CacheBytes { get; init; }

    /// <summary>Frame and rectangle headers.</summary>
    public required long FramingBytes { get; init; }

    /// <summary>Primitives that the list of this frame held.</summary>
    public required int PrimitivesSeen { get; init; }

    public required int PrimitivesIsolated { get; init; }

    /// <summary>Primitives that could go if order and sources are kept, whatever they cost.</summary>
    public required int PrimitivesLegal { get; init; }

    public required int PrimitivesSent { get; init; }

    /// <summary>CPU time of choosing and encoding; measured, so it differs from run to run.</summary>
    public required long EncodeCpuNanoseconds { get; init; }

    /// <summary>Of that, the time a policy took to find primitives by itself; 0 for those that take what the driver has.</summary>
    public long DetectCpuNanoseconds { get; init; }

    /// <summary>Of <see cref="EncodeCpuNanoseconds"/>, the time of deciding what goes, finding it included.</summary>
    public long ChooseCpuNanoseconds { get; init; }

    /// <summary>CPU time of the client model; measured, so it differs from run to run.</summary>
    public required long DecodeCpuNanoseconds { get; init; }

    /// <summary>Client pixels that differ from the primary framebuffer, or where a codec may change pixels, from what its decoder gives;
    /// −1 where checking was off.</summary>
    public required long WrongPixels { get; init; }

    /// <summary>How near the client comes to the primary framebuffer; null without loss, or where checking was off.</summary>
    public Fidelity? Fidelity { get; init; }
}
