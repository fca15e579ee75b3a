using K4os.Compression.LZ4;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.TraceFormat;

/// <summary>
/// Writes a trace, front to back, to a file or to any stream, which need not seek. Memory is bounded by the largest chunk
/// and the payload table. Not thread-safe.
/// </summary>
/// <remarks>
/// A file is called <c>NAME.tlt.partial</c> until <see cref="Complete"/> renames it. Disposed without that, or killed, it
/// keeps that name and can be read up to its last whole chunk. Images are kept as they are: whoever made an
/// <see cref="Core.Pixels.ImageFormat.Xrgb32"/> one has cleared its fourth byte, as that format demands.
/// </remarks>
public sealed class TraceWriter : IDisposable
{
    /// <summary>What a file's name ends with, after the name it will have, while it is not complete.</summary>
    public const string PartialExtension = ".partial";

    private readonly TraceOutput _output;
    private readonly TraceWriterOptions _options;
    private readonly BlockComposer _blocks = new();
    private readonly ChunkWriter _chunk;
    private readonly SummaryBuilder _summary = new();
    private readonly List<ChunkEntry> _index = [];
    private long _events;
    private long _lastTime;
    private bool _hasEnded;

    /// <summary>Writes to a stream from its current position, which becomes offset 0. The stream is closed with the writer.</summary>
    public TraceWriter(Stream stream, TraceHeader header, TraceWriterOptions? options = null)
        : this(new TraceOutput(stream), header, options ?? new TraceWriterOptions()) { }

    private TraceWriter(TraceOutput output, TraceHeader header, TraceWriterOptions options)
    {
        Check(options);
        _output = output;
        _options = options;
        _chunk = new ChunkWriter(options);
        _output.Write(FileEnds.Magic);
        _output.Write(HeaderCodec.Compose(_blocks, header).Span);
        _output.Flush();
        _chunk.Begin(_output.Offset, 0);
    }

    /// <summary>Bytes handed to the stream: whole blocks, so all but the chunk being filled.</summary>
    public long BytesWritten => _output.Offset;

    /// <summary>Whether the trace was completed, and its file has its name.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Counts over all events so far, those of the chunk being filled included.</summary>
    public TraceSummary Summary => _summary.Build();

    /// <summary>Creates <c>PATH.partial</c>, which becomes PATH when the trace is complete.</summary>
    /// <exception cref="Core.Faults.InputFaultException">One of the two exists, and <paramref name="force"/> is not set.</exception>
    /// <exception cref="IOException">The file cannot be written, or another recorder writes it.</exception>
    public static TraceWriter CreateFile(
        string path,
        TraceHeader header,
        TraceWriterOptions? options = null,
        bool force = false
    )
    {
        var output = TraceOutput.CreateFile(path, force);
        try
        {
            return new TraceWriter(output, header, options ?? new TraceWriterOptions());
        }
        catch
        {
            output.Discard();
            throw;
        }
    }

    /// <summary>Adds the next event. <see cref="SessionEnded"/> is the last one.</summary>
    /// <exception cref="ArgumentException">Its time is before the last one's, or it exceeds <see cref="TraceLimits"/>.</exception>
    /// <exception cref="IOException">A full chunk could not be written; nothing more can be.</exception>
    public void Write(SessionEvent sessionEvent)
    {
        _output.ThrowIfClosed();
        if (_hasEnded)
        {
            throw new InvalidOperationException("the session has ended; no event can follow");
        }

        if (sessionEvent.TimeNanoseconds < _lastTime)
        {
            throw new ArgumentException(
                $"an event at {sessionEvent.TimeNanoseconds} ns after one at {_lastTime} ns",
                nameof(sessionEvent)
            );
        }

        var size = _chunk.Add(sessionEvent);
        _summary.Add((byte)Records.Opcodes.Of(sessionEvent), sessionEvent, size);
        _events++;
        _lastTime = sessionEvent.TimeNanoseconds;
        _hasEnded = sessionEvent is SessionEnded;
        if (_chunk.Content.Length >= _options.ChunkBytes)
        {
            FlushChunk();
        }
    }

    /// <summary>Closes the chunk being filled, if it holds anything, and hands it to the operating system.</summary>
    public void FlushChunk()
    {
        _output.ThrowIfClosed();
        if (_chunk.IsEmpty)
        {
            return;
        }

        var offset = _output.Offset;
        Span<byte> head = stackalloc byte[ChunkHead.Bytes];
        _chunk.Head.Write(head);
        var block = _blocks.Compose(BlockKind.Chunk, head, _chunk.Content, (LZ4Level)_options.CompressionLevel);
        _output.Write(block.Span);
        _output.Flush();
        _summary.AddChunk(_chunk.Content.Length, block.Length);
        _index.Add(
            new ChunkEntry(
                offset,
                _chunk.Head.FirstTimeNanoseconds,
                _chunk.Head.LastTimeNanoseconds,
                _chunk.Head.FirstEvent,
                _chunk.Head.Events,
                _chunk.Content.Length,
                block.Length
            )
        );
        _chunk.Begin(_output.Offset, _events);
    }

    /// <summary>
    /// Ends the trace: last chunk, data end, summary, index, footer; then the file gets its name. A session without an
    /// end gets one at its last event's time.
    /// </summary>
    public void Complete()
    {
        if (!_hasEnded)
        {
            Write(new SessionEnded(_lastTime));
        }

        FlushChunk();
        var dataEndOffset = _output.Offset;
        _output.Write(new DataEnd(_events, _lastTime).Compose(_blocks).Span);
        var summaryOffset = _output.Offset;
        _output.Write(SummaryCodec.Compose(_blocks, Summary).Span);
        var indexOffset = _output.Offset;
        _output.Write(IndexCodec.Compose(_blocks, _index).Span);
        var footer = new Footer(dataEndOffset, summaryOffset, indexOffset).Compose(_blocks);
        _output.Write(footer.Span);
        Span<byte> tail = stackalloc byte[FileEnds.TailBytes];
        FileEnds.WriteTail(tail, footer.Length);
        _output.Write(tail);
        _output.Complete();
        IsComplete = true;
    }

    /// <summary>Closes the stream. Without <see cref="Complete"/> the events so far are kept, in a file named as partial.</summary>
    public void Dispose()
    {
        try
        {
            if (_output.IsUsable)
            {
                FlushChunk();
            }
        }
        finally
        {
            _output.Dispose();
        }
    }

    private static void Check(TraceWriterOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ChunkBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ChunkBytes, 1 << 28);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PayloadTableEntries, 1);
        if (!Enum.IsDefined((LZ4Level)options.CompressionLevel))
        {
            throw new ArgumentOutOfRangeException(nameof(options), "LZ4 levels are 0 and 3 to 12");
        }
    }
}
