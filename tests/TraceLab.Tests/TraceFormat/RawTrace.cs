using K4os.Compression.LZ4;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Records;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.Tests.TraceFormat;

/// <summary>
/// Builds files that the writer never would: with records of later versions, or hostile ones whose checksums are right.
/// </summary>
internal sealed class RawTrace
{
    private readonly List<byte> _file = [];
    private readonly BlockComposer _blocks = new();
    private long _events;

    public RawTrace()
    {
        _file.AddRange(FileEnds.Magic);
        _file.AddRange(HeaderCodec.Compose(_blocks, TestTraces.Header).Span);
    }

    public int Length => _file.Count;

    public byte[] ToArray() => _file.ToArray();

    public RawTrace Block(BlockKind kind, byte[] head, byte[] body, LZ4Level? level = null)
    {
        _file.AddRange(_blocks.Compose(kind, head, body, level).Span);
        return this;
    }

    /// <summary>A chunk of the given records whose head is right.</summary>
    public RawTrace Chunk(int events, params (byte Opcode, byte[] Content)[] records)
    {
        var content = new RecordWriter();
        foreach (var (opcode, bytes) in records)
        {
            content.Record(opcode, bytes);
        }

        return Chunk(new ChunkHead(0, 0, _events, events), content.Written.ToArray());
    }

    public RawTrace Chunk(ChunkHead head, byte[] content)
    {
        var bytes = new byte[ChunkHead.Bytes];
        head.Write(bytes);
        _events += head.Events;
        return Block(BlockKind.Chunk, bytes, content);
    }

    public RawTrace End() => End(new DataEnd(_events, 0));

    public RawTrace End(DataEnd end)
    {
        _file.AddRange(end.Compose(_blocks).Span);
        return this;
    }

    /// <summary>Footer, its size and the magic.</summary>
    public RawTrace Footer(long dataEndOffset, long summaryOffset, long indexOffset)
    {
        var footer = new Footer(dataEndOffset, summaryOffset, indexOffset).Compose(_blocks);
        _file.AddRange(footer.Span);
        var tail = new byte[FileEnds.TailBytes];
        FileEnds.WriteTail(tail, footer.Length);
        _file.AddRange(tail);
        return this;
    }
}
