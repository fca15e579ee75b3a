using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Makes payloads of their records. Two ways, which meet the same faults and differ in whose memory they give:
/// <see cref="PayloadStore"/> gives payloads that stay, <see cref="LentPayloads"/> such as are soon taken back.
/// </summary>
internal interface IPayloadSource
{
    /// <summary>
    /// The payload whose record <paramref name="record"/> has just begun. Null when the record is of a later version.
    /// </summary>
    object? Define(PayloadLocation location, RecordReader record, byte opcode);

    /// <summary>
    /// The payload whose record lies at a place: what a reference names, or an image that is stored as a difference. Null
    /// when the record is of a later version. The chunk that the caller reads, <paramref name="current"/>, is not fetched.
    /// </summary>
    /// <exception cref="Core.Faults.InputFaultException">There is no payload there, or not what it is the difference from.</exception>
    object? Resolve(PayloadLocation location, ChunkContent current);

    /// <summary>After resolving so many bytes the caller lets go of what it has no use for.</summary>
    long MaxHeldBytes { get; }

    /// <summary>
    /// Offers the content of a chunk that the caller has read to its end, to spare fetching it. If it is taken, so is its
    /// buffer.
    /// </summary>
    bool TryTake(ChunkContent finished);

    /// <summary>The caller uses none of the payloads any more that it had resolved.</summary>
    void TakeBack();

    /// <summary>The caller uses no payload any more.</summary>
    void EndWalk();
}
