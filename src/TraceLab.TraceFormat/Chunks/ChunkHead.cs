using System.Buffers.Binary;
using TraceLab.TraceFormat.Blocks;

namespace TraceLab.TraceFormat.Chunks;

/// <summary>
/// What the head of a chunk or a keyframe says about its events, readable without decompressing it. <paramref name="FirstEvent"/> counts the
/// events of the file before this chunk, so that a missing chunk shows as a gap; <paramref name="Events"/> counts the
/// timed records of the chunk, at least 1.
/// </summary>
internal readonly record struct ChunkHead(
    long FirstTimeNanoseconds,
    long LastTimeNanoseconds,
    long FirstEvent,
    int Events
)
{
    public const int Bytes = 28;

    public void Write(Span<byte> head)
    {
        BinaryPrimitives.WriteInt64LittleEndian(head, FirstTimeNanoseconds);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], LastTimeNanoseconds);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], FirstEvent);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], Events);
    }

    /// <summary>The index entry of the chunk whose block this head stands in.</summary>
    public ChunkEntry EntryOf(BlockFrame frame) =>
        new(
            frame.Offset,
            FirstTimeNanoseconds,
            LastTimeNanoseconds,
            FirstEvent,
            Events,
            frame.PlainBytes,
            (int)(frame.EndOffset - frame.Offset)
        );

    /// <summary>The index entry of the keyframe whose block this head stands in.</summary>
    public KeyframeEntry KeyframeOf(BlockFrame frame) =>
        new(frame.Offset, FirstTimeNanoseconds, FirstEvent, (int)(frame.EndOffset - frame.Offset));

    public static ChunkHead Read(BlockFrame frame, string file)
    {
        var bytes = frame.Head.AsSpan();
        if (bytes.Length < Bytes)
        {
            throw TraceFaults.Damaged(file, frame.Offset, "a chunk's head is short", $"{Bytes}", $"{bytes.Length}");
        }

        var head = new ChunkHead(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[24..])
        );
        return
            head.FirstTimeNanoseconds >= 0
            && head.LastTimeNanoseconds >= head.FirstTimeNanoseconds
            && head is { FirstEvent: >= 0, Events: > 0 }
            ? head
            : throw TraceFaults.Damaged(file, frame.Offset, "a chunk's head is impossible", null, $"{head}");
    }
}
