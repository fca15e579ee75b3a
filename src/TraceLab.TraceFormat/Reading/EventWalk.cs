using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Keyframes;
using TraceLab.TraceFormat.Payloads;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.TraceFormat.Reading;

/// <summary>
/// One pass over the events of a file, first to last. Checks on the way that no chunk is missing and that time never
/// runs backwards. A session that was cut gets its end at the last known time.
/// </summary>
internal sealed class EventWalk : IDisposable
{
    private readonly BlockReader _blocks;
    private readonly TraceLayout _layout;
    private readonly ChunkReader _chunk;
    private long _offset;
    private bool _isInChunk;
    private long _events;
    private long _lastTime;
    private bool _hasEnded;

    public EventWalk(ByteSource source, IPayloadSource payloads, TraceLayout layout)
    {
        _blocks = new BlockReader(source);
        _layout = layout;
        _chunk = new ChunkReader(_blocks, payloads);
        _offset = layout.FirstBlockOffset;
    }

    /// <summary>The number of the last event returned, counted from 1 over the whole session.</summary>
    public long EventsRead => _events;

    /// <summary>
    /// Starts behind a keyframe instead of at the first event, and brings a state to it. To be called first.
    /// </summary>
    /// <exception cref="InputFaultException">The keyframe is damaged; the walk is of no use then.</exception>
    public void StartAt(KeyframeEntry keyframe, SessionState state)
    {
        var frame = _blocks.ReadFrame(keyframe.Offset);
        if (frame.Kind != BlockKind.Keyframe)
        {
            throw Damaged(keyframe.Offset, "the index leads to another block", "a keyframe", $"{frame.Kind}");
        }

        _chunk.Load(frame);
        var found = _chunk.Head.KeyframeOf(frame);
        if (found != keyframe)
        {
            throw Damaged(keyframe.Offset, "the index does not match the keyframe", $"{keyframe}", $"{found}");
        }

        while (_chunk.TryNext(out var next))
        {
            state.Apply(next!);
        }

        _offset = frame.EndOffset;
        _events = keyframe.FirstEvent;
        _lastTime = keyframe.TimeNanoseconds;
    }

    /// <summary>Counts what is read, when set.</summary>
    public SummaryBuilder? Counts { get; set; }

    /// <exception cref="InputFaultException">The file is damaged.</exception>
    public bool TryNext(out SessionEvent sessionEvent)
    {
        while (_isInChunk || TryLoadChunk())
        {
            _isInChunk = _chunk.TryNext(out var next);
            if (!_isInChunk)
            {
                continue;
            }

            _events++;
            Counts?.Add(_chunk.Opcode, next, _chunk.Size);
            if (next is not null)
            {
                sessionEvent = Checked(next);
                return true;
            }
        }

        CheckDataEnd();
        sessionEvent = new SessionEnded(_lastTime);
        var isMissing = !_hasEnded;
        _hasEnded = true;
        return isMissing;
    }

    public void Dispose()
    {
        _chunk.Dispose();
        _blocks.ReturnMemory();
    }

    private bool TryLoadChunk()
    {
        while (_offset < _layout.DataEndOffset)
        {
            var frame = _blocks.ReadFrame(_offset);
            _offset = frame.EndOffset;
            if (frame.Kind != BlockKind.Chunk)
            {
                continue;
            }

            _chunk.Load(frame);
            Counts?.AddChunk(frame.PlainBytes, frame.EndOffset - frame.Offset);
            if (_chunk.Head.FirstEvent != _events || _chunk.Head.FirstTimeNanoseconds < _lastTime)
            {
                throw Damaged(
                    frame.Offset,
                    "a chunk is missing or out of order",
                    $"event {_events} at or after {_lastTime} ns",
                    $"event {_chunk.Head.FirstEvent} at {_chunk.Head.FirstTimeNanoseconds} ns"
                );
            }

            _lastTime = _chunk.Head.LastTimeNanoseconds;
            _isInChunk = true;
            return true;
        }

        return false;
    }

    private SessionEvent Checked(SessionEvent next)
    {
        if (_hasEnded)
        {
            throw Damaged(_offset, "an event comes after the session's end", null, $"event {_events}");
        }

        _hasEnded = next is SessionEnded;
        return next;
    }

    private void CheckDataEnd()
    {
        if (_offset != _layout.DataEndOffset)
        {
            throw Damaged(_offset, "a block reaches beyond the data end", $"{_layout.DataEndOffset}", $"{_offset}");
        }

        if (_layout.End is { } end && (end.Events != _events || end.LastTimeNanoseconds != _lastTime))
        {
            throw Damaged(
                _offset,
                "the chunks do not match the data end",
                $"{end.Events} events up to {end.LastTimeNanoseconds} ns",
                $"{_events} up to {_lastTime} ns"
            );
        }
    }

    private InputFaultException Damaged(long offset, string what, string? expected, string found) =>
        TraceFaults.Damaged(_blocks.Source.Name, offset, what, expected, found);
}
