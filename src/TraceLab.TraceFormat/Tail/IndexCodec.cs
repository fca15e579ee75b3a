using K4os.Compression.LZ4;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Tail;

/// <summary>
/// The index block: one record a chunk, then one a keyframe; offsets and times as distances from the one before of its
/// kind.
/// </summary>
internal static class IndexCodec
{
    public static ReadOnlyMemory<byte> Compose(BlockComposer blocks, TraceIndex index)
    {
        var (body, content) = (new RecordWriter(), new RecordWriter());
        ChunkEntry last = default;
        foreach (var chunk in index.Chunks)
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

        KeyframeEntry lastKeyframe = default;
        foreach (var keyframe in index.Keyframes)
        {
            content.Clear();
            content.Varint(keyframe.Offset - lastKeyframe.Offset);
            content.Varint(keyframe.TimeNanoseconds - lastKeyframe.TimeNanoseconds);
            content.Varint(keyframe.FirstEvent - lastKeyframe.FirstEvent);
            content.Varint(keyframe.StoredBytes);
            body.Record((byte)TailRecord.Keyframe, content.Written);
            lastKeyframe = keyframe;
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
        var keyframes = new List<KeyframeEntry>();
        ChunkEntry last = default;
        KeyframeEntry lastKeyframe = default;
        while (record.TryBegin(out var opcode))
        {
            if (opcode == (byte)TailRecord.Chunk)
            {
                last = ReadChunk(record, last);
                chunks.Add(last);
            }
            else if (opcode == (byte)TailRecord.Keyframe)
            {
                lastKeyframe = ReadKeyframe(record, lastKeyframe);
                keyframes.Add(lastKeyframe);
            }
        }

        return new TraceIndex(chunks) { Keyframes = keyframes };
    }

    private static ChunkEntry ReadChunk(RecordReader record, ChunkEntry last)
    {
        var offset = Sum(record, last.Offset);
        var firstTime = Sum(record, last.LastTimeNanoseconds);
        var lastTime = Sum(record, firstTime);
        var (events, plainBytes, storedBytes) = (Small(record), Small(record), Small(record));
        return new ChunkEntry(
            offset,
            firstTime,
            lastTime,
            last.FirstEvent + last.Events,
            events,
            plainBytes,
            storedBytes
        );
    }

    private static KeyframeEntry ReadKeyframe(RecordReader record, KeyframeEntry last) =>
        new(Sum(record, last.Offset), Sum(record, last.TimeNanoseconds), Sum(record, last.FirstEvent), Small(record));

    private static long Sum(RecordReader record, long before)
    {
        var distance = record.Varint();
        return distance <= long.MaxValue - before
            ? before + distance
            : throw record.Fault("a number exceeds 63 bits", null, $"{before} + {distance}");
    }

    private static int Small(RecordReader record)
    {
        var value = record.Varint();
        return value <= int.MaxValue ? (int)value : throw record.Fault("a number exceeds 31 bits", null, $"{value}");
    }
}
