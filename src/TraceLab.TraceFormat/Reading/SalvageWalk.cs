using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Payloads;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.TraceFormat.Reading;

/// <summary>
/// One pass over all blocks of a file that goes on after damage: at the next block whose head is right, or at the next
/// record when only an event cannot be read.
/// </summary>
internal sealed class SalvageWalk : IDisposable
{
    private readonly BlockReader _blocks;
    private readonly BlockSearch _search;
    private readonly ChunkReader _chunk;
    private readonly KeyframeCheck _keyframes;
    private readonly FaultList _faults;
    private readonly TailCheck _tail;
    private long _offset;
    private long _nextEvent;
    private long _lastTime;

    public SalvageWalk(
        BlockReader blocks,
        IPayloadSource payloads,
        KeyframeCheck keyframes,
        FaultList faults,
        long firstBlockOffset
    )
    {
        _blocks = blocks;
        _search = new BlockSearch(blocks);
        _chunk = new ChunkReader(blocks, payloads);
        _keyframes = keyframes;
        _faults = faults;
        _tail = new TailCheck(blocks, faults);
        _offset = firstBlockOffset;
    }

    public SummaryBuilder Counts { get; } = new();

    public long WholeBlocks { get; private set; }

    public bool IsInProgress => _tail.IsInProgress;

    public IEnumerable<SessionEvent> Events()
    {
        SessionEnded? ended = null;
        while (NextFrame() is { } frame)
        {
            if (frame.Kind != BlockKind.Chunk)
            {
                Look(frame);
                continue;
            }

            foreach (var sessionEvent in ChunkEvents(frame))
            {
                if (sessionEvent is SessionEnded end)
                {
                    ended = end;
                    continue;
                }

                // What follows the session's end shows that it was none.
                ended = null;
                yield return sessionEvent;
            }
        }

        if (_tail.End is { } dataEnd && dataEnd.Events > _nextEvent)
        {
            yield return Lost(MissingEvents(dataEnd.Events - _nextEvent, dataEnd.LastTimeNanoseconds));
        }

        _tail.Finish(Counts.Build(), _nextEvent, _lastTime);
        // Events that are missing at the end may be later than the end that was read.
        yield return InOrder(ended ?? new SessionEnded(_lastTime));
    }

    public void Dispose() => _chunk.Dispose();

    private BlockFrame? NextFrame()
    {
        if (_tail.IsComplete || _offset >= _blocks.Source.Length)
        {
            return null;
        }

        try
        {
            return Step(_blocks.ReadFrame(_offset));
        }
        catch (InputFaultException fault)
        {
            var next = _search.Next(_offset + 1);
            if (next is null)
            {
                _tail.Cut(_offset, fault);
                return null;
            }

            _faults.Add(fault);
            return Step(next);
        }
    }

    private BlockFrame Step(BlockFrame frame)
    {
        _offset = frame.EndOffset;
        return frame;
    }

    private void Look(BlockFrame frame)
    {
        try
        {
            if (frame.Kind == BlockKind.Keyframe)
            {
                _tail.Take(_keyframes.Check(frame, _nextEvent, _lastTime, asks: _faults.Count == 0));
            }
            else
            {
                _tail.Take(frame);
            }

            WholeBlocks++;
        }
        catch (InputFaultException fault)
        {
            _faults.Add(fault);
        }
    }

    private IEnumerable<SessionEvent> ChunkEvents(BlockFrame frame)
    {
        if (!TryLoad(frame, out var head))
        {
            if (head.Events > 0)
            {
                _nextEvent += head.Events;
                yield return Lost(DamagedEvents(head.Events, "a chunk is damaged"));
            }

            yield break;
        }

        if (head.FirstEvent > _nextEvent)
        {
            yield return Lost(MissingEvents(head.FirstEvent - _nextEvent, head.FirstTimeNanoseconds));
        }

        _nextEvent = head.FirstEvent;
        var read = 0;
        while (TryNext(out var next, out var isEvent))
        {
            read += isEvent ? 1 : 0;
            if (next is not null)
            {
                yield return InOrder(next);
            }
        }

        _nextEvent += head.Events;
        if (read < head.Events)
        {
            yield return Lost(DamagedEvents(head.Events - read, "a chunk's records cannot be read"));
        }
    }

    private bool TryLoad(BlockFrame frame, out ChunkHead head)
    {
        head = default;
        try
        {
            head = ChunkHead.Read(frame, _blocks.Source.Name);
            if (head.FirstEvent < _nextEvent)
            {
                throw Contradiction(frame, "a chunk comes twice", $"event {_nextEvent}", $"event {head.FirstEvent}");
            }

            _chunk.Load(frame);
            WholeBlocks++;
            _tail.Take(frame, head);
            Counts.AddChunk(frame.PlainBytes, frame.EndOffset - frame.Offset);
            return true;
        }
        catch (InputFaultException fault)
        {
            _faults.Add(fault);
            head = head.FirstEvent < _nextEvent ? default : head;
            return false;
        }
    }

    // False at the end of the chunk; a record that cannot be read becomes a loss.
    private bool TryNext(out SessionEvent? next, out bool isEvent)
    {
        try
        {
            isEvent = _chunk.TryNext(out next);
            if (isEvent)
            {
                Counts.Add(_chunk.Opcode, next, _chunk.Size);
            }

            return isEvent;
        }
        catch (InputFaultException fault)
        {
            _faults.Add(fault);
            isEvent = _chunk.CanGoOn;
            next = isEvent ? DamagedEvents(1, fault.What) : null;
            return isEvent;
        }
    }

    private SessionEvent InOrder(SessionEvent sessionEvent)
    {
        if (sessionEvent.TimeNanoseconds < _lastTime)
        {
            return sessionEvent with { TimeNanoseconds = _lastTime };
        }

        _lastTime = sessionEvent.TimeNanoseconds;
        return sessionEvent;
    }

    private DataLost MissingEvents(long count, long timeNanoseconds)
    {
        _faults.Add(
            TraceFaults.Damaged(
                _blocks.Source.Name,
                _offset,
                "events are missing before this offset",
                $"event {_nextEvent}",
                $"{count} later"
            )
        );
        return new DataLost(
            Math.Max(timeNanoseconds, _lastTime),
            TraceSalvage.MissingCause,
            count,
            Surface.ScreenId,
            Rect.Empty,
            "not in the file"
        );
    }

    private DataLost DamagedEvents(long count, string detail) =>
        new(_lastTime, TraceSalvage.DamagedCause, count, Surface.ScreenId, Rect.Empty, detail);

    private DataLost Lost(DataLost lost)
    {
        _lastTime = lost.TimeNanoseconds;
        return lost;
    }

    private InputFaultException Contradiction(BlockFrame frame, string what, string expected, string found) =>
        TraceFaults.Contradiction(_blocks.Source.Name, frame.Offset, what, expected, found);
}
