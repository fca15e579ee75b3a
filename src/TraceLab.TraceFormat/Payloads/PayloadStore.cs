using TraceLab.Core.Faults;
using TraceLab.Core.Pixels;
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

    // A quarter for chunks: payloads needed together mostly lie together. A quarter for images made of differences.
    private readonly ByteBoundedCache<long, byte[]> _fetched = new(cacheBytes / 4);
    private readonly ByteBoundedCache<PayloadLocation, object> _payloads = new(cacheBytes / 2);

    // Apart from the others, because nothing may be the difference from a difference.
    private readonly ByteBoundedCache<PayloadLocation, object> _differing = new(cacheBytes / 4);

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

    /// <summary>
    /// The payload whose record lies at a place: what a reference names, or an image that is stored as a difference. Null
    /// when the record is of a later version. The chunk that the caller reads, <paramref name="current"/>, is not fetched.
    /// </summary>
    /// <exception cref="InputFaultException">There is no payload there, or not what it is the difference from.</exception>
    public object? Resolve(PayloadLocation location, in ChunkContent current)
    {
        lock (_lock)
        {
            if (_payloads.TryGet(location, out var cached) || _differing.TryGet(location, out cached))
            {
                return cached;
            }

            return Begin(location, current) switch
            {
                (byte)Opcode.ImageDifference => Differ(location, current),
                (byte)Opcode.PayloadReference => throw NoPayload(Opcode.PayloadReference),
                var opcode => Keep(location, PayloadRecords.Read(_record, opcode)),
            };
        }
    }

    private Image Differ(PayloadLocation location, in ChunkContent current)
    {
        var basis = Whole(PayloadRecords.ReadBase(_record, location.ChunkOffset), current);
        Begin(location, current);
        _ = PayloadRecords.ReadBase(_record, location.ChunkOffset);
        var image = ImageDifference.Read(_record, basis);
        _differing.Add(location, image, image.Bytes.Length);
        return image;
    }

    // Never itself a difference: so one is at most two records away.
    private Image Whole(PayloadLocation location, in ChunkContent current)
    {
        if (!_payloads.TryGet(location, out var payload))
        {
            var opcode = Begin(location, current);
            payload = opcode == (byte)Opcode.ImagePayload ? Keep(location, PayloadRecords.Read(_record, opcode)) : null;
        }

        return payload is Image { Format: not ImageFormat.Alpha8 } image
            ? image
            : throw _record.Fault("a difference is based on another record", "an image of 4 bytes a pixel");
    }

    private object? Keep(PayloadLocation location, object? payload)
    {
        if (payload is not null)
        {
            _payloads.Add(location, payload, PayloadRecords.Bytes(payload));
        }

        return payload;
    }

    // Reads on at a payload's record; returns its opcode.
    private byte Begin(PayloadLocation location, in ChunkContent current)
    {
        var content = location.ChunkOffset == current.Offset ? current : Fetched(location.ChunkOffset);
        _record.Load(content.Bytes, content.Length, content.Offset);
        if (location.Position >= content.Length)
        {
            throw _record.Fault(
                "a payload reference leads nowhere",
                $"at most {content.Length}",
                $"{location.Position}"
            );
        }

        _record.BeginAt(location.Position, out var opcode);
        return Opcodes.IsPayload(opcode) ? opcode : throw NoPayload((Opcode)opcode);
    }

    private InputFaultException NoPayload(Opcode opcode) =>
        _record.Fault("a payload reference leads to another record", "a payload", $"opcode {(byte)opcode:x2}");

    private ChunkContent Fetched(long offset)
    {
        if (!_fetched.TryGet(offset, out var bytes))
        {
            bytes = FetchChunk(offset);
            _fetched.Add(offset, bytes, bytes.Length);
        }

        return new ChunkContent(offset, bytes, bytes.Length);
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
