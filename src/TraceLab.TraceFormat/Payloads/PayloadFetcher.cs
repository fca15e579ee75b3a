using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Leads to payload records anywhere in the file. Chunks that it read for that stay, in pooled memory of bounded bytes:
/// payloads needed together mostly lie together. Not thread-safe.
/// </summary>
internal sealed class PayloadFetcher : IDisposable
{
    private readonly ByteSource _source;
    private readonly long _mostHeldBytes;
    private readonly BlockReader _blocks;
    private readonly ByteBoundedCache<long, ChunkContent> _chunks;
    private readonly List<ChunkContent> _held = [];
    private long _heldBytes;
    private bool _hasFetched;

    // In which the record last begun lies, if that is not the caller's; and the last one that was too large to stay.
    private ChunkContent? _standing;
    private ChunkContent? _passing;

    /// <summary>Keeps so many bytes of chunks, and besides as many more as may be held where they lie.</summary>
    public PayloadFetcher(ByteSource source, long cacheBytes, long mostHeldBytes)
    {
        _source = source;
        _mostHeldBytes = mostHeldBytes;
        _blocks = new BlockReader(source);
        _chunks = new ByteBoundedCache<long, ChunkContent>(cacheBytes, PushOut);
        Record = new RecordReader(source.Name);
    }

    /// <summary>Stands on the record last begun; what it reads is valid until the next.</summary>
    public RecordReader Record { get; }

    /// <summary>Begins a payload's record; returns its opcode.</summary>
    /// <exception cref="InputFaultException">There is none at this place.</exception>
    public byte Begin(PayloadLocation location, ChunkContent current)
    {
        _standing = location.ChunkOffset == current.Offset ? null : Chunk(location.ChunkOffset);
        var content = _standing ?? current;
        Record.Load(content.Bytes, content.Length, content.Offset);
        if (location.Position >= content.Length)
        {
            throw Record.Fault(
                "a payload reference leads nowhere",
                $"at most {content.Length}",
                $"{location.Position}"
            );
        }

        Record.BeginAt(location.Position, out var opcode);
        return Opcodes.IsPayload(opcode) ? opcode : throw NoPayload(opcode);
    }

    /// <summary>Begins an image difference again, after its base was looked at, and steps to its runs.</summary>
    public void BeginRuns(PayloadLocation location, ChunkContent current)
    {
        Begin(location, current);
        _ = PayloadRecords.ReadBase(Record, location.ChunkOffset);
    }

    /// <summary>The record last begun is none that a reference may lead to.</summary>
    public InputFaultException NoPayload(byte opcode) =>
        Record.Fault("a payload reference leads to another record", "a payload", $"opcode {opcode:x2}");

    /// <summary>The difference at a place has no base.</summary>
    public InputFaultException NoBase(PayloadLocation location, ChunkContent current)
    {
        Begin(location, current);
        return Record.Fault("a difference is based on another record", "an image of 4 bytes a pixel");
    }

    /// <summary>
    /// Leaves the chunk of the record last begun as it is until <see cref="Release"/>; false if too much is held already.
    /// </summary>
    public bool TryHold()
    {
        if (_standing is not { IsHeld: false } chunk)
        {
            return true;
        }

        if (ReferenceEquals(chunk, _passing) || _heldBytes + chunk.Bytes.Length > _mostHeldBytes)
        {
            return false;
        }

        chunk.IsHeld = true;
        _held.Add(chunk);
        _heldBytes += chunk.Bytes.Length;
        return true;
    }

    /// <summary>Nothing is held any longer.</summary>
    public void Release()
    {
        foreach (var chunk in _held)
        {
            chunk.IsHeld = false;
            if (!_chunks.TryGet(chunk.Offset, out var kept) || !ReferenceEquals(kept, chunk))
            {
                Recycle(chunk);
            }
        }

        _held.Clear();
        _heldBytes = 0;
    }

    /// <summary>Takes a chunk over, once it has shown that chunks are needed again; false if not.</summary>
    public bool TryTake(ChunkContent finished) =>
        _hasFetched
        && !_chunks.Contains(finished.Offset)
        && _chunks.TryAdd(finished.Offset, finished, finished.Bytes.Length);

    public void Dispose()
    {
        Release();
        _chunks.Clear();
        RecyclePassing();
        _blocks.ReturnMemory();
    }

    private ChunkContent Chunk(long offset)
    {
        if (_chunks.TryGet(offset, out var content))
        {
            return content;
        }

        RecyclePassing();
        content = Fetch(offset);
        _hasFetched = true;
        _passing = _chunks.TryAdd(offset, content, content.Bytes.Length) ? null : content;
        return content;
    }

    private ChunkContent Fetch(long offset)
    {
        var frame = _blocks.ReadFrame(offset);
        if (frame.Kind != BlockKind.Chunk)
        {
            throw TraceFaults.Damaged(
                _source.Name,
                offset,
                "a payload reference leads to another block",
                "a chunk",
                $"{frame.Kind}"
            );
        }

        var bytes = Array.Empty<byte>();
        try
        {
            _blocks.ReadBody(frame, ref bytes);
            return new ChunkContent(offset, bytes, frame.PlainBytes);
        }
        catch (InputFaultException)
        {
            WorkMemory.Return(ref bytes);
            throw;
        }
    }

    private void RecyclePassing()
    {
        if (_passing is not null)
        {
            Recycle(_passing);
            _passing = null;
        }
    }

    private static void PushOut(ChunkContent content)
    {
        if (!content.IsHeld)
        {
            Recycle(content);
        }
    }

    private static void Recycle(ChunkContent content)
    {
        var bytes = content.Bytes;
        WorkMemory.Return(ref bytes);
    }
}
