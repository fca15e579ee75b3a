using TraceLab.Core.Commands;
using TraceLab.TraceFormat.Payloads;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Chunks;

/// <summary>What an event took in a chunk: its own record, and the payloads first stored for it.</summary>
internal readonly record struct RecordSize(long RecordBytes, long StoredPayloadBytes);

/// <summary>Collects the records of the chunk being written. The twin of <see cref="ChunkReader"/>.</summary>
internal sealed class ChunkWriter : IDisposable
{
    private readonly RecordWriter _content;
    private readonly PayloadWriter _payloads;
    private readonly EventEncoder _encoder;
    private readonly int _keepBytes;
    private ChunkHead _head;
    private long _countedPayloadBytes;

    public ChunkWriter(TraceWriterOptions options)
    {
        // With room for what the event that fills the chunk goes beyond it.
        _content = new RecordWriter(options.ChunkBytes + (options.ChunkBytes / 8));
        _payloads = new PayloadWriter(_content, options);
        _encoder = new EventEncoder(_payloads);
        _keepBytes = (int)Math.Min(4L * options.ChunkBytes, int.MaxValue);
    }

    public bool IsEmpty => _head.Events == 0;

    public ChunkHead Head => _head;

    public ReadOnlySpan<byte> Content => _content.Written;

    /// <summary>The opcode of the last event added.</summary>
    public byte Opcode { get; private set; }

    /// <summary>Payload bytes that the last event added carries.</summary>
    public long CarriedBytes { get; private set; }

    /// <summary>Starts a chunk that will lie at <paramref name="offset"/> of the file.</summary>
    public void Begin(long offset, long firstEvent)
    {
        _content.Clear(_keepBytes);
        _payloads.BeginChunk(offset);
        _head = new ChunkHead(0, 0, firstEvent, 0);
    }

    /// <summary>Adds an event. One that is refused leaves at most an unused payload behind.</summary>
    /// <exception cref="ArgumentException">The event is beyond <see cref="TraceLimits"/>.</exception>
    public RecordSize Add(SessionEvent sessionEvent)
    {
        CarriedBytes = PayloadBytes.Of(sessionEvent);
        if (CarriedBytes > TraceLimits.MaxEventPayloadBytes)
        {
            throw new ArgumentException(
                $"an event with more than {TraceLimits.MaxEventPayloadBytes} bytes of payloads",
                nameof(sessionEvent)
            );
        }

        var time = sessionEvent.TimeNanoseconds;
        Opcode = (byte)Opcodes.Of(sessionEvent);
        var record = _encoder.Encode(sessionEvent, IsEmpty ? 0 : time - _head.LastTimeNanoseconds);
        var start = _content.Length;
        _content.Record(Opcode, record);
        _head = _head with
        {
            FirstTimeNanoseconds = IsEmpty ? time : _head.FirstTimeNanoseconds,
            LastTimeNanoseconds = time,
            Events = _head.Events + 1,
        };
        var storedPayloadBytes = _payloads.StoredBytes - _countedPayloadBytes;
        _countedPayloadBytes = _payloads.StoredBytes;
        return new RecordSize(_content.Length - start, storedPayloadBytes);
    }

    public void Dispose()
    {
        _payloads.Dispose();
        _content.ReturnMemory();
    }
}
