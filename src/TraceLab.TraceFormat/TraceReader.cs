using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Payloads;
using TraceLab.TraceFormat.Reading;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.TraceFormat;

/// <summary>
/// Reads a trace file. Opening reads header, footer and summary; only a file without a usable tail is walked through,
/// from chunk head to chunk head. Memory is bounded by the largest chunk and <see cref="TraceReaderOptions.CacheBytes"/>.
/// Thread-safe; each enumeration of <see cref="Events()"/> belongs to one thread.
/// </summary>
/// <remarks>
/// Pixels come back as they were written. Writers promise that the fourth byte of
/// <see cref="Core.Pixels.ImageFormat.Xrgb32"/> is 0; the reader does not look. Surfaces drop that byte when pixels are
/// stored in them, so nothing that draws depends on the promise.
/// </remarks>
public sealed partial class TraceReader : IDisposable
{
    private readonly ByteSource _source;
    private readonly TraceLayout _layout;
    private readonly bool _lendsPayloads;
    private readonly Lazy<PayloadStore> _store;
    private readonly Lazy<TraceSummary> _summary;
    private readonly Lazy<TraceIndex> _index;

    private TraceReader(ByteSource source, TraceReaderOptions options)
    {
        _source = source;
        _lendsPayloads = options.LendsPayloads;
        var blocks = new BlockReader(source);
        var frame = ReadHeaderFrame(blocks);
        Header = HeaderCodec.Read(blocks, frame);
        _layout = TraceLayout.Find(blocks, frame.EndOffset);
        State =
            _layout.Fault is null ? TraceState.Complete
            : source is FileSource { IsBeingRecorded: true } ? TraceState.InProgress
            : TraceState.Interrupted;
        Fault =
            State == TraceState.InProgress ? TraceFaults.InProgress(source.Name, _layout.DataEndOffset) : _layout.Fault;
        _store = new Lazy<PayloadStore>(() => new PayloadStore(source, options.CacheBytes));
        _summary = new Lazy<TraceSummary>(() => _layout.Summary ?? CountEvents());
        _index = new Lazy<TraceIndex>(() => _layout.Index ?? ReadIndex());
    }

    public TraceHeader Header { get; }

    public TraceState State { get; }

    /// <summary>Why the file is not complete, worded for the user; null when it is. It was not thrown.</summary>
    public InputFaultException? Fault { get; }

    /// <summary>Where the usable data ends, in bytes from the start of the file.</summary>
    public long DataEndOffset => _layout.DataEndOffset;

    /// <summary>Counts over all events. Read from the file, or counted (once) from the events when it has none.</summary>
    /// <exception cref="InputFaultException">Counting met damage.</exception>
    public TraceSummary Summary => _summary.Value;

    /// <summary>Where each chunk lies. Read when first asked for.</summary>
    /// <exception cref="InputFaultException">The index is damaged.</exception>
    public TraceIndex Index => _index.Value;

    /// <summary>Opens a file, one still being recorded included: it then ends where it ends now.</summary>
    /// <exception cref="InputFaultException">This is no trace, or not even its header is whole.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static TraceReader Open(string path, TraceReaderOptions? options = null) =>
        Open(FileSource.Open(path), options);

    /// <summary>Reads a trace from memory, called <paramref name="name"/> in faults; the bytes must not change.</summary>
    public static TraceReader Open(ReadOnlyMemory<byte> content, string name, TraceReaderOptions? options = null) =>
        Open(new MemorySource(content, name), options);

    /// <summary>
    /// The session, from its first event to its end, which is always a <see cref="SessionEnded"/>: one at the last known
    /// time when the file has none. Can be enumerated again and again. Payloads may be lent
    /// (<see cref="TraceReaderOptions.LendsPayloads"/>).
    /// </summary>
    /// <exception cref="InputFaultException">While enumerating: the file is damaged.</exception>
    public IEnumerable<SessionEvent> Events()
    {
        using var walk = Walk(_lendsPayloads);
        while (walk.TryNext(out var sessionEvent))
        {
            yield return sessionEvent;
        }
    }

    public void Dispose()
    {
        if (_store.IsValueCreated)
        {
            _store.Value.Dispose();
        }

        _source.Dispose();
    }

    private static TraceReader Open(ByteSource source, TraceReaderOptions? options)
    {
        try
        {
            return new TraceReader(source, options ?? new TraceReaderOptions());
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    internal static BlockFrame ReadHeaderFrame(BlockReader blocks)
    {
        Span<byte> magic = stackalloc byte[(int)Math.Min(FileEnds.Magic.Length, blocks.Source.Length)];
        blocks.Source.ReadExactly(0, magic);
        return magic.SequenceEqual(FileEnds.Magic)
            ? blocks.ReadFrame(FileEnds.Magic.Length)
            : throw TraceFaults.NotATrace(
                blocks.Source.Name,
                magic.IsEmpty ? "an empty file" : Convert.ToHexString(magic)
            );
    }

    // Where each event is looked at once, payloads need not be kept.
    private EventWalk Walk(bool lends) => new(_source, _store.Value.ForWalk(lends), _layout);

    private TraceSummary CountEvents()
    {
        var counts = new SummaryBuilder();
        using var walk = Walk(lends: true);
        walk.Counts = counts;
        while (walk.TryNext(out _)) { }

        return counts.Build();
    }

    private TraceIndex ReadIndex()
    {
        var blocks = new BlockReader(_source);
        return IndexCodec.Read(blocks, blocks.ReadFrame(_layout.IndexOffset));
    }
}
