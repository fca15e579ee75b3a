using System.Buffers.Binary;
using TraceLab.TraceFormat.Blocks;

namespace TraceLab.TraceFormat.Tail;

/// <summary>
/// The block after the last chunk. A reader that gets here has the whole session, even if all that follows is lost.
/// </summary>
internal readonly record struct DataEnd(long Events, long LastTimeNanoseconds)
{
    private const int HeadBytes = 16;

    public ReadOnlyMemory<byte> Compose(BlockComposer blocks)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt64LittleEndian(head, Events);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], LastTimeNanoseconds);
        return blocks.Compose(BlockKind.DataEnd, head, [], null);
    }

    public static DataEnd Read(BlockFrame frame, string file) =>
        frame.Kind == BlockKind.DataEnd && frame.Head.Length >= HeadBytes
            ? new DataEnd(
                BinaryPrimitives.ReadInt64LittleEndian(frame.Head),
                BinaryPrimitives.ReadInt64LittleEndian(frame.Head.AsSpan(8))
            )
            : throw TraceFaults.Damaged(file, frame.Offset, "no data end", "a data end block", $"{frame.Kind}");
}

/// <summary>The last block: where the others of the tail lie. It is found through its size, which follows it.</summary>
internal readonly record struct Footer(long DataEndOffset, long SummaryOffset, long IndexOffset)
{
    private const int HeadBytes = 24;

    public ReadOnlyMemory<byte> Compose(BlockComposer blocks)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt64LittleEndian(head, DataEndOffset);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], SummaryOffset);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], IndexOffset);
        return blocks.Compose(BlockKind.Footer, head, [], null);
    }

    public static Footer Read(BlockFrame frame, string file)
    {
        var head = frame.Head.AsSpan();
        if (frame.Kind != BlockKind.Footer || head.Length < HeadBytes)
        {
            throw TraceFaults.Damaged(file, frame.Offset, "no footer", "a footer block", $"{frame.Kind}");
        }

        var footer = new Footer(
            BinaryPrimitives.ReadInt64LittleEndian(head),
            BinaryPrimitives.ReadInt64LittleEndian(head[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(head[16..])
        );
        return IsInside(footer.DataEndOffset) && IsInside(footer.SummaryOffset) && IsInside(footer.IndexOffset)
            ? footer
            : throw TraceFaults.Damaged(file, frame.Offset, "a footer leads nowhere", null, $"{footer}");

        bool IsInside(long offset) => offset >= FileEnds.Magic.Length && offset < frame.Offset;
    }
}
