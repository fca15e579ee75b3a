using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Finds payloads that lie in earlier chunks. What is used again stays in a cache of bounded bytes; anything else is
/// fetched by reading its chunk anew. Thread-safe.
/// </summary>
internal sealed class PayloadStore(ByteSource source, long cacheBytes)
{
    private readonly Lock _lock = new();
    private readonly BlockReader _blocks = new(source);
    private readonly RecordReader _record = new(source.Name);

    // A quarter for chunks: payloads needed together mostly lie together.
    private readonly ByteBoundedCache<long, byte[]> _chunks = new(cacheBytes / 4);
    private readonly ByteBoundedCache<PayloadLocation, object> _payloads = new(cacheBytes - (cacheBytes / 4));

    /// <summary>
    /// The payload whose record <paramref name="record"/> has just begun: the cached instance if there is one. Null when
    /// the record is of a later version.
    /// </summary>
    public object? Define(PayloadLocation location, RecordReader record, byte opcode)
    {
        lock (_lock)
        {
            return _payloads.TryGet(location, out var cached)
                ? cached
                : Keep(location, PayloadRecords.Read(record, opcode));
        }
    }

    /// <summary>The payload that a reference names; null when its record is of a later version.</summary>
    /// <exception cref="InputFaultException">There is no payload there.</exception>
    public object? Resolve(PayloadLocation location)
    {
        lock (_lock)
        {
            return _payloads.TryGet(location, out var cached) ? cached : Keep(location, Fetch(location));
        }
    }

    private object? Keep(PayloadLocation location, object? payload)
    {
        if (payload is not null)
        {
            _payloads.Add(location, payload, PayloadRecords.Bytes(payload));
        }

        return payload;
    }

    private object? Fetch(PayloadLocation location)
    {
        if (!_chunks.TryGet(location.ChunkOffset, out var content))
        {
            content = FetchChunk(location.ChunkOffset);
            _chunks.Add(location.ChunkOffset, content, content.Length);
        }

        _record.Load(content, content.Length, location.ChunkOffset);
        if (location.Position >= content.Length)
        {
            throw _record.Fault(
                "a payload reference leads nowhere",
                $"at most {content.Length}",
                $"{location.Position}"
            );
        }

        _record.BeginAt(location.Position, out var opcode);
        return Opcodes.IsPayload(opcode) && opcode != (byte)Opcode.PayloadReference
            ? PayloadRecords.Read(_record, opcode)
            : throw _record.Fault("a payload reference leads to another record", "a payload", $"opcode {opcode:x2}");
    }

    private byte[] FetchChunk(long offset)
    {
        var frame = _blocks.ReadFrame(offset);
        if (frame.Kind != BlockKind.Chunk)
        {
            throw TraceFaults.Damaged(
                source.Name,
                offset,
                "a payload reference leads to another block",
                "a chunk",
                $"{frame.Kind}"
            );
        }

        // Exactly as long as the content, so that its length says so.
        var content = GC.AllocateUninitializedArray<byte>(frame.PlainBytes);
        _blocks.ReadBody(frame, ref content);
        return content;
    }
}
