using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Payloads;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Chunks;

/// <summary>Reads the events of one chunk after another. The twin of <see cref="ChunkWriter"/>.</summary>
internal sealed class ChunkReader : IDisposable
{
    private readonly BlockReader _blocks;
    private readonly RecordReader _record;
    private readonly IPayloadSource _source;
    private readonly ChunkPayloads _payloads;
    private readonly EventDecoder _decoder;
    private byte[] _buffer = [];
    private ChunkContent? _content;
    private BlockFrame? _frame;
    private long _time;
    private int _events;
    private long _countedPayloadBytes;

    public ChunkReader(BlockReader blocks, IPayloadSource payloads)
    {
        _blocks = blocks;
        _record = new RecordReader(blocks.Source.Name);
        _source = payloads;
        _payloads = new ChunkPayloads(payloads);
        _decoder = new EventDecoder(_record, _payloads);
    }

    public ChunkHead Head { get; private set; }

    /// <summary>The opcode of the last record read.</summary>
    public byte Opcode { get; private set; }

    /// <summary>What the last event took.</summary>
    public RecordSize Size { get; private set; }

    /// <summary>Whether the last fault was one event's own, so that the next can be read all the same.</summary>
    public bool CanGoOn { get; private set; }

    /// <summary>Reads, verifies and decompresses a chunk.</summary>
    public void Load(BlockFrame frame)
    {
        Head = ChunkHead.Read(frame, _blocks.Source.Name);
        LeaveChunk();
        _frame = frame;
        _blocks.ReadBody(frame, ref _buffer);
        _record.Load(_buffer, frame.PlainBytes, frame.Offset);
        _content = new ChunkContent(frame.Offset, _buffer, frame.PlainBytes);
        _payloads.BeginChunk(_content);
        _time = Head.FirstTimeNanoseconds;
        _events = 0;
    }

    /// <summary>
    /// The next timed record of the chunk. Its event is null when it may be ignored, and a loss when it matters but is of
    /// a later version.
    /// </summary>
    /// <returns>False at the end of the chunk.</returns>
    public bool TryNext(out SessionEvent? sessionEvent)
    {
        CanGoOn = false;
        while (_record.TryBegin(out var opcode))
        {
            if (Opcodes.IsPayload(opcode))
            {
                _payloads.Define(_record, opcode);
            }
            else if (Opcodes.IsEvent(opcode))
            {
                CanGoOn = true;
                sessionEvent = Decode(opcode);
                return true;
            }
        }

        sessionEvent = null;
        CheckEnd();
        return false;
    }

    public void Dispose()
    {
        _source.EndWalk();
        WorkMemory.Return(ref _buffer);
    }

    // No payload can be referred to that lies in a keyframe.
    private void LeaveChunk()
    {
        if (_content is { } finished && _frame!.Kind == BlockKind.Chunk && _source.TryTake(finished))
        {
            _buffer = [];
        }

        _content = null;
    }

    private SessionEvent? Decode(byte opcode)
    {
        _time += TimeStep();
        _events++;
        _payloads.BeginEvent();
        var sessionEvent = _decoder.Decode(opcode, _time) ?? Unknown(opcode);
        Opcode = opcode;
        Size = new RecordSize(_record.RecordBytes, _payloads.StoredBytes - _countedPayloadBytes);
        _countedPayloadBytes = _payloads.StoredBytes;
        return _payloads.HasMissed ? WithoutPayload(sessionEvent) : sessionEvent;
    }

    private long TimeStep()
    {
        var step = _record.Varint();
        return step <= Head.LastTimeNanoseconds - _time
            ? step
            : throw _record.Fault(
                "an event is later than its chunk",
                $"at most {Head.LastTimeNanoseconds} ns",
                $"{_time} + {step} ns"
            );
    }

    private DataLost? Unknown(byte opcode) =>
        Opcodes.Matters(opcode)
            ? new DataLost(_time, "unknown-record", 1, Surface.ScreenId, Rect.Empty, $"opcode {opcode:x2}")
            : null;

    private DataLost WithoutPayload(SessionEvent? sessionEvent)
    {
        var target = (sessionEvent as DrawingCommand)?.Target;
        return new DataLost(
            _time,
            "unknown-payload",
            1,
            target?.SurfaceId ?? Surface.ScreenId,
            target?.Bounds ?? Rect.Empty,
            $"opcode {Opcode:x2}"
        );
    }

    private void CheckEnd()
    {
        if (_events != Head.Events || _time != Head.LastTimeNanoseconds)
        {
            throw TraceFaults.Damaged(
                _blocks.Source.Name,
                _frame!.Offset,
                "a chunk's records do not match its head",
                $"{Head.Events} events up to {Head.LastTimeNanoseconds} ns",
                $"{_events} up to {_time} ns"
            );
        }
    }
}
