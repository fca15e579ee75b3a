using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Payloads;
using TraceLab.TraceFormat.Reading;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.TraceFormat;

/// <summary>
/// Reads whatever of a file is whole, however damaged the rest is, and collects every fault on the way: what
/// <c>doctor</c> reports and <c>recover</c> saves, so that the two agree. What is missing between the events shows as
/// <see cref="DataLost"/> events of the causes <see cref="DamagedCause"/> and <see cref="MissingCause"/>. Single use, one
/// thread.
/// </summary>
public sealed class TraceSalvage : IDisposable
{
    /// <summary>Cause of losses where a chunk or an event cannot be read.</summary>
    public const string DamagedCause = "damaged-trace";

    /// <summary>Cause of losses where events are not in the file at all.</summary>
    public const string MissingCause = "missing-events";

    private readonly ByteSource _source;
    private readonly BlockReader _blocks;
    private readonly FaultList _faults = new();
    private readonly PayloadStore _store;
    private readonly KeyframeCheck _keyframes;
    private readonly SalvageWalk _walk;

    private TraceSalvage(ByteSource source, TraceReaderOptions options)
    {
        _source = source;
        _blocks = new BlockReader(source);
        var firstBlockOffset = FindFirstBlock();
        _store = new PayloadStore(source, options.CacheBytes);
        _keyframes = new KeyframeCheck(_blocks, _store);
        var payloads = _store.ForWalk(options.LendsPayloads);
        _walk = new SalvageWalk(_blocks, payloads, _keyframes, _faults, firstBlockOffset);
    }

    /// <summary>What the recording began with; null when that part is damaged.</summary>
    public TraceHeader? Header { get; private set; }

    /// <summary>
    /// Everything that is wrong with the file, in the order of its bytes; complete when the events were enumerated.
    /// </summary>
    public IReadOnlyList<InputFaultException> Faults => _faults.Kept;

    /// <summary>Faults found, those beyond the first <see cref="FaultList.MaxKept"/> included.</summary>
    public long FaultCount => _faults.Count;

    /// <summary>Counts over what could be read; losses that damage caused are in <see cref="Faults"/>, not here.</summary>
    public TraceSummary Summary => _walk.Counts.Build();

    /// <summary>What the file is, known when the events were enumerated; damage in the middle counts as interrupted too.</summary>
    public TraceState State =>
        FaultCount > 0 ? TraceState.Interrupted
        : _walk.IsInProgress ? TraceState.InProgress
        : TraceState.Complete;

    /// <summary>Blocks whose checksums were right.</summary>
    public long WholeBlocks => _walk.WholeBlocks;

    /// <summary>
    /// Asked, if set, at each keyframe that comes before any fault, when all events before it were enumerated: whether these
    /// events, which lead from nothing to its state, agree with them. If not, that is a fault. They are never lent.
    /// </summary>
    public Func<IReadOnlyList<SessionEvent>, bool>? AgreesWithKeyframe
    {
        get => _keyframes.Agrees;
        set => _keyframes.Agrees = value;
    }

    /// <exception cref="InputFaultException">Nothing in the file is a block of a trace.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static TraceSalvage Open(string path, TraceReaderOptions? options = null) =>
        Open(FileSource.Open(path), options);

    /// <summary>Reads a trace from memory, called <paramref name="name"/> in faults; the bytes must not change.</summary>
    public static TraceSalvage Open(ReadOnlyMemory<byte> content, string name, TraceReaderOptions? options = null) =>
        Open(new MemorySource(content, name), options);

    /// <summary>
    /// All that can be read, in order; the last event is a <see cref="SessionEnded"/>. Enumerate once. Payloads may be lent
    /// (<see cref="TraceReaderOptions.LendsPayloads"/>).
    /// </summary>
    public IEnumerable<SessionEvent> Events() => _walk.Events();

    public void Dispose()
    {
        _walk.Dispose();
        _keyframes.Dispose();
        _store.Dispose();
        _blocks.ReturnMemory();
        _source.Dispose();
    }

    private static TraceSalvage Open(ByteSource source, TraceReaderOptions? options)
    {
        try
        {
            return new TraceSalvage(source, options ?? new TraceReaderOptions());
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    // Where the first block after the header lies, or the first at all if the header is damaged.
    private long FindFirstBlock()
    {
        try
        {
            var frame = TraceReader.ReadHeaderFrame(_blocks);
            Header = HeaderCodec.Read(_blocks, frame);
            return frame.EndOffset;
        }
        catch (InputFaultException fault)
        {
            if (new BlockSearch(_blocks).Next(0) is not { } first)
            {
                throw;
            }

            _faults.Add(fault);
            Header = ReadHeader(first);
            return first.Kind == BlockKind.Header ? first.EndOffset : first.Offset;
        }
    }

    // Only the magic before it may be damaged.
    private TraceHeader? ReadHeader(BlockFrame first)
    {
        try
        {
            return HeaderCodec.Read(_blocks, first);
        }
        catch (InputFaultException fault)
        {
            if (first.Kind == BlockKind.Header)
            {
                _faults.Add(fault);
            }

            return null;
        }
    }
}
