using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Gives each payload that a chunk uses a number, counted from 1 in the order of the payload records in the chunk. A
/// payload the file already holds costs a reference record the first time a chunk names it, and nothing after that.
/// </summary>
internal sealed class PayloadWriter(RecordWriter content, int tableEntries)
{
    /// <summary>Payloads smaller than this are cheaper stored than looked for.</summary>
    public const int MinSharedBytes = 16;

    private readonly PayloadHash _hash = new();
    private readonly PayloadTable _table = new(tableEntries);
    private readonly RecordWriter _record = new();
    private long _chunkOffset;
    private int _numbers;

    /// <summary>Payload bytes stored in all chunks.</summary>
    public long StoredBytes { get; private set; }

    /// <summary>Starts the numbers anew for a chunk that will lie at <paramref name="chunkOffset"/> of the file.</summary>
    public void BeginChunk(long chunkOffset)
    {
        _chunkOffset = chunkOffset;
        _numbers = 0;
    }

    public int Number(Image image)
    {
        if (image.Bytes.Length < MinSharedBytes)
        {
            return Store(image);
        }

        ref var entry = ref _table.FindOrAdd(_hash.Of(image), out var isKnown);
        if (!isKnown)
        {
            entry = new PayloadEntry { ChunkOffset = _chunkOffset, Position = content.Length };
            return Named(ref entry, Store(image));
        }

        return entry.NumberedIn == _chunkOffset ? entry.Number : Named(ref entry, Refer(entry));
    }

    public int Number(byte[] data)
    {
        if (data.Length < MinSharedBytes)
        {
            return Store(data);
        }

        ref var entry = ref _table.FindOrAdd(_hash.Of(data), out var isKnown);
        if (!isKnown)
        {
            entry = new PayloadEntry { ChunkOffset = _chunkOffset, Position = content.Length };
            return Named(ref entry, Store(data));
        }

        return entry.NumberedIn == _chunkOffset ? entry.Number : Named(ref entry, Refer(entry));
    }

    private int Named(ref PayloadEntry entry, int number)
    {
        (entry.NumberedIn, entry.Number) = (_chunkOffset, number);
        return number;
    }

    private int Store(Image image)
    {
        _record.Clear();
        _record.Byte((byte)image.Format);
        _record.Varint(image.Width);
        _record.Varint(image.Height);
        return Store(Opcode.ImagePayload, image.Bytes);
    }

    private int Store(byte[] data)
    {
        _record.Clear();
        return Store(Opcode.DataPayload, data);
    }

    private int Store(Opcode opcode, byte[] bytes)
    {
        content.Byte((byte)opcode);
        content.Varint((long)_record.Length + bytes.Length);
        content.Raw(_record.Written);
        content.Raw(bytes);
        StoredBytes += bytes.Length;
        return ++_numbers;
    }

    private int Refer(in PayloadEntry entry)
    {
        _record.Clear();
        _record.Varint(_chunkOffset - entry.ChunkOffset);
        _record.Varint(entry.Position);
        content.Record((byte)Opcode.PayloadReference, _record.Written);
        return ++_numbers;
    }
}
