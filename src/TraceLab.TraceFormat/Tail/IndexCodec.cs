using K4os.Compression.LZ4;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Tail;

/// <summary>The index block: one record a chunk, offsets and times as distances from the chunk before.</summary>
internal static class IndexCodec
{
    public static ReadOnlyMemory<byte> Compose(BlockComposer blocks, IReadOnlyList<ChunkEntry> chunks)
    {
        var (body, content) = (new RecordWriter(), new RecordWriter());
        ChunkEntry last = default;
        foreach (var chunk in chunks)
        {
            content.Clear();
            content.Varint(chunk.Offset - last.Offset);
            content.Varint(chunk.FirstTimeNanoseconds - last.LastTimeNanoseconds);
            content.Varint(chunk.LastTimeNanoseconds - chunk.FirstTimeNanoseconds);
            content.Varint(chunk.Events);
            content.Varint(chunk.PlainBytes);
            content.Varint(chunk.StoredBytes);
            body.Record((byte)TailRecord.Chunk, content.Written);
            last = chunk;
        }

        return blocks.Compose(BlockKind.Index, [], body.Written, LZ4Level.L00_FAST);
    }

    public static TraceIndex Read(BlockReader blocks, BlockFrame frame)
    {
        if (frame.Kind != BlockKind.Index)
        {
            throw TraceFaults.Damaged(blocks.Source.Name, frame.Offset, "no index", "an index block", $"{frame.Kind}");
        }

        var body = Array.Empty<byte>();
        blocks.ReadBody(frame, ref body);
        var record = new RecordReader(blocks.Source.Name);
        record.Load(body, frame.PlainBytes, frame.Offset);
        var chunks = new List<ChunkEntry>();
        ChunkEntry last = default;
        while (record.TryBegin(out var opcode))
        {
            if (opcode == (byte)TailRecord.Chunk)
            {
                last = ReadChunk(record, last);
                chunks.Add(last);
            }
        }

        return new TraceIndex(chunks);
    }

    private static ChunkEntry ReadChunk(RecordReader record, ChunkEntry last)
    {
        var offset = Sum(last.Offset, record.Varint());
        var firstTime = Sum(last.LastTimeNanoseconds, record.Varint());
        var lastTime = Sum(firstTime, record.Varint());
        var (events, plainBytes, storedBytes) = (Small(), Small(), Small());
        return new ChunkEntry(
            offset,
            firstTime,
            lastTime,
            last.FirstEvent + last.Events,
            events,
            plainBytes,
            storedBytes
        );

        long Sum(long a, long b) =>
            b <= long.MaxValue - a ? a + b : throw record.Fault("a number exceeds 63 bits", null, $"{a} + {b}");

        int Small()
        {
            var value = record.Varint();
            return value <= int.MaxValue
                ? (int)value
                : throw record.Fault("a number exceeds 31 bits", null, $"{value}");
        }
    }
}
