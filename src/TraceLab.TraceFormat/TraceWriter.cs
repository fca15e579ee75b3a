using K4os.Compression.LZ4;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Keyframes;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.TraceFormat;

/// <summary>
/// Writes a trace, front to back, to a file or to any stream, which need not seek. Memory is bounded by the largest chunk,
/// the payload table, 64 MB of images that later ones may differ from and, where keyframes are written, the surfaces and
/// 64 MB of payloads not yet painted. Not thread-safe.
/// </summary>
/// <remarks>
/// A file is called <c>NAME.tlt.partial</c> until <see cref="Complete"/> renames it. Disposed without that, or killed, it
/// keeps that name and can be read up to its last whole chunk. Images are kept as they are: whoever made an
/// <see cref="Core.Pixels.ImageFormat.Xrgb32"/> one has cleared its fourth byte, as that format demands.
/// </remarks>
public sealed partial class TraceWriter : IDisposable
{
    /// <summary>What a file's name ends with, after the name it will have, while it is not complete.</summary>
    public const string PartialExtension = ".partial";

    private readonly TraceOutput _output;
    private readonly TraceWriterOptions _options;
    private readonly BlockComposer _blocks = new();
    private readonly ChunkWriter _chunk;
    private readonly SummaryBuilder _summary = new();
    private readonly List<ChunkEntry> _index = [];
    private readonly List<KeyframeEntry> _keyframeIndex = [];
    private readonly KeyframeWriter? _keyframes;
    private long _events;
    private long _lastTime;
    private bool _hasEnded;

    // After a failure: counts over what reached the file.
    private TraceSummary? _writtenSummary;

    /// <summary>Writes to a stream from its current position, which becomes offset 0. The stream is closed with the writer.</summary>
    public TraceWriter(Stream stream, TraceHeader header, TraceWriterOptions? options = null)
        : this(new TraceOutput(stream), header, options ?? new TraceWriterOptions()) { }

    private TraceWriter(TraceOutput output, TraceHeader header, TraceWriterOptions options)
    {
        Check(options);
        _output = output;
        _options = options;
        _chunk = new ChunkWriter(options);
        _keyframes = options.KeyframeWorkBytes > 0 ? new KeyframeWriter(options) : null;
        // In one write: a recorder killed between two would leave a file that does not open.
        _output.Write([.. FileEnds.Magic, .. HeaderCodec.Compose(_blocks, header).Span]);
        _output.Flush();
        _chunk.Begin(_output.Offset, 0);
    }

    /// <summary>Bytes handed to the stream: whole blocks, so all but the chunk being filled.</summary>
    public long BytesWritten => _output.Offset;

    /// <summary>Whether the trace was completed, and its file has its name.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Counts over all events so far, those of the chunk being filled included.</summary>
    public TraceSummary Summary => _writtenSummary ?? _summary.Build();

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
        _summary.Add(_chunk.Opcode, sessionEvent, size, _chunk.CarriedBytes);
        _events++;
        _lastTime = sessionEvent.TimeNanoseconds;
        _hasEnded = sessionEvent is SessionEnded;
        _keyframes?.Apply(sessionEvent, _chunk.CarriedBytes);
        if (_chunk.Content.Length >= _options.ChunkBytes || _keyframes is { IsDue: true })
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
        var head = _chunk.Head;
        var storedBytes = WriteBlock(BlockKind.Chunk, _chunk);
        var plainBytes = _chunk.Content.Length;
        _output.Flush();
        _summary.AddChunk(plainBytes, storedBytes);
        _index.Add(
            new ChunkEntry(
                offset,
                head.FirstTimeNanoseconds,
                head.LastTimeNanoseconds,
                head.FirstEvent,
                head.Events,
                plainBytes,
                storedBytes
            )
        );
        _keyframes?.AddContent(plainBytes);
        WriteKeyframeWhenDue();
        _chunk.Begin(_output.Offset, _events);
    }

    private int WriteBlock(BlockKind kind, ChunkWriter chunk)
    {
        Span<byte> head = stackalloc byte[ChunkHead.Bytes];
        chunk.Head.Write(head);
        var block = _blocks.Compose(kind, head, chunk.Content, (LZ4Level)_options.CompressionLevel);
        _output.Write(block.Span);
        return block.Length;
    }

    // A session that has ended is not gone on with.
    private void WriteKeyframeWhenDue()
    {
        if (_hasEnded || _keyframes is not { IsDue: true })
        {
            return;
        }

        var offset = _output.Offset;
        using var keyframe = _keyframes.Compose(_lastTime, _events);
        if (keyframe is not null)
        {
            var storedBytes = WriteBlock(BlockKind.Keyframe, keyframe);
            _keyframeIndex.Add(new KeyframeEntry(offset, _lastTime, _events, storedBytes));
        }
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
            _chunk.Dispose();
            _keyframes?.Dispose();
            _blocks.ReturnMemory();
        }
    }

    private static void Check(TraceWriterOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ChunkBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ChunkBytes, 1 << 28);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PayloadTableEntries, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.KeyframeWorkBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MinDifferenceBytes);
        if (!Enum.IsDefined((LZ4Level)options.CompressionLevel))
        {
            throw new ArgumentOutOfRangeException(nameof(options), "LZ4 levels are 0 and 3 to 12");
        }
    }
}
