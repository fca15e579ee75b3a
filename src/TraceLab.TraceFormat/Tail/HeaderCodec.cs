using System.Buffers.Binary;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Tail;

/// <summary>The header block: version in its head, facts in its body, which is never compressed so that people can read it.</summary>
internal static class HeaderCodec
{
    private const int HeadBytes = 2;

    // A header is small, whatever else a file holds.
    private const int MaxBodyBytes = 16 << 20;

    public static ReadOnlyMemory<byte> Compose(BlockComposer blocks, TraceHeader header)
    {
        var body = new RecordWriter();
        WriteScreen(body, header);
        WriteTexts(body, TailRecord.Origin, "source", header.Source);
        WriteTexts(body, TailRecord.Origin, "clock", header.Clock);
        WriteTexts(body, TailRecord.Origin, "tool", header.Tool);
        WriteTexts(body, TailRecord.Origin, "host", header.Host);
        if (header.Facts.Count > TraceLimits.MaxFacts)
        {
            throw new ArgumentException(
                $"{header.Facts.Count} facts; a trace holds {TraceLimits.MaxFacts}",
                nameof(header)
            );
        }

        foreach (var (name, value) in header.Facts)
        {
            WriteTexts(body, TailRecord.Fact, name, value);
        }

        if (body.Length > MaxBodyBytes)
        {
            throw new ArgumentException(
                $"a header of {body.Length} bytes; a trace holds {MaxBodyBytes}",
                nameof(header)
            );
        }

        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(head, TraceLimits.Version);
        return blocks.Compose(BlockKind.Header, head, body.Written, null);
    }

    public static TraceHeader Read(BlockReader blocks, BlockFrame frame)
    {
        CheckVersion(blocks.Source.Name, frame);
        var body = Array.Empty<byte>();
        blocks.ReadBody(frame, ref body);
        var record = new RecordReader(blocks.Source.Name);
        record.Load(body, frame.PlainBytes, frame.Offset);
        var header = new TraceHeader { PixelFormat = "" };
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (record.TryBegin(out var opcode))
        {
            header = (TailRecord)opcode switch
            {
                TailRecord.Screen => ReadScreen(record, header),
                TailRecord.Origin => ReadOrigin(record, header),
                _ => header,
            };
            if (opcode == (byte)TailRecord.Fact)
            {
                ReadFact(record, facts);
            }
        }

        return header with
        {
            Facts = facts,
        };
    }

    private static void CheckVersion(string file, BlockFrame frame)
    {
        if (frame.Kind != BlockKind.Header || frame.Head.Length < HeadBytes || frame.PlainBytes > MaxBodyBytes)
        {
            throw TraceFaults.Damaged(file, frame.Offset, "no header", "a header block", $"{frame.Kind}");
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(frame.Head);
        if (version > TraceLimits.Version)
        {
            throw TraceFaults.Newer(file, frame.Offset, "trace format version", TraceLimits.Version, version);
        }
    }

    private static void WriteScreen(RecordWriter body, TraceHeader header)
    {
        if (!IsValidScreen(header.ScreenWidth, header.ScreenHeight))
        {
            throw new ArgumentException(
                $"a screen of {header.ScreenWidth}x{header.ScreenHeight} cannot exist",
                nameof(header)
            );
        }

        var content = new RecordWriter();
        content.Varint(header.ScreenWidth);
        content.Varint(header.ScreenHeight);
        content.Text(header.PixelFormat);
        body.Record((byte)TailRecord.Screen, content.Written);
    }

    private static TraceHeader ReadScreen(RecordReader record, TraceHeader header)
    {
        var (width, height) = (record.Varint(), record.Varint());
        return IsValidScreen(width, height)
            ? header with
            {
                ScreenWidth = (int)width,
                ScreenHeight = (int)height,
                PixelFormat = record.Text(),
            }
            : throw record.Fault("a screen is out of limits", null, $"{width}x{height}");
    }

    private static bool IsValidScreen(long width, long height) =>
        (width, height) == (0, 0) || Surface.IsValidSize(width, height);

    private static void WriteTexts(RecordWriter body, TailRecord kind, string name, string value)
    {
        var content = new RecordWriter();
        content.Text(name);
        content.Text(value);
        body.Record((byte)kind, content.Written);
    }

    private static TraceHeader ReadOrigin(RecordReader record, TraceHeader header)
    {
        var (name, value) = (record.Text(), record.Text());
        return name switch
        {
            "source" => header with { Source = value },
            "clock" => header with { Clock = value },
            "tool" => header with { Tool = value },
            "host" => header with { Host = value },
            _ => header,
        };
    }

    private static void ReadFact(RecordReader record, Dictionary<string, string> facts)
    {
        if (facts.Count == TraceLimits.MaxFacts)
        {
            throw record.Fault("too many facts", $"at most {TraceLimits.MaxFacts}", "more");
        }

        var (name, value) = (record.Text(), record.Text());
        if (!facts.TryAdd(name, value))
        {
            throw record.Fault("a fact is there twice", null, name);
        }
    }
}
