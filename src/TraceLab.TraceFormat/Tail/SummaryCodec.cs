using K4os.Compression.LZ4;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Tail;

/// <summary>The summary block: totals, then one record a row. Kinds stand by name, so that new ones need no new reader.</summary>
internal static class SummaryCodec
{
    // One row more than a builder keeps: the one that collects the rest.
    private const int MaxRows = TraceLimits.MaxSummaryRows + 1;

    public static ReadOnlyMemory<byte> Compose(BlockComposer blocks, TraceSummary summary)
    {
        var (body, content) = (new RecordWriter(), new RecordWriter());
        WriteTotals(content, summary);
        body.Record((byte)TailRecord.Totals, content.Written);
        foreach (var row in summary.Kinds)
        {
            content.Clear();
            content.Text(row.Kind);
            WriteTally(content, row.Count, row.RecordBytes, row.PayloadBytes, row.StoredPayloadBytes);
            body.Record((byte)TailRecord.Kind, content.Written);
        }

        foreach (var row in summary.Surfaces)
        {
            content.Clear();
            content.Zigzag(row.SurfaceId);
            WriteTally(content, row.Commands, row.RecordBytes, row.PayloadBytes, row.StoredPayloadBytes);
            body.Record((byte)TailRecord.Surface, content.Written);
        }

        foreach (var row in summary.Losses)
        {
            content.Clear();
            content.Text(row.Cause);
            content.Zigzag(row.Count);
            body.Record((byte)TailRecord.Loss, content.Written);
        }

        return blocks.Compose(BlockKind.Summary, [], body.Written, LZ4Level.L00_FAST);
    }

    public static TraceSummary Read(BlockReader blocks, BlockFrame frame)
    {
        if (frame.Kind != BlockKind.Summary)
        {
            throw TraceFaults.Damaged(
                blocks.Source.Name,
                frame.Offset,
                "no summary",
                "a summary block",
                $"{frame.Kind}"
            );
        }

        var body = Array.Empty<byte>();
        blocks.ReadBody(frame, ref body);
        var record = new RecordReader(blocks.Source.Name);
        record.Load(body, frame.PlainBytes, frame.Offset);
        return Read(record);
    }

    private static TraceSummary Read(RecordReader record)
    {
        var totals = new TraceSummary();
        var (kinds, surfaces, losses) = (new List<KindTally>(), new List<SurfaceTally>(), new List<LossTally>());
        while (record.TryBegin(out var opcode))
        {
            switch ((TailRecord)opcode)
            {
                case TailRecord.Totals:
                    totals = ReadTotals(record);
                    break;
                case TailRecord.Kind:
                    Add(kinds, ReadKind(record), record);
                    break;
                case TailRecord.Surface:
                    Add(surfaces, ReadSurface(record), record);
                    break;
                case TailRecord.Loss:
                    Add(losses, new LossTally(record.Text(), record.Zigzag()), record);
                    break;
                default:
                    break;
            }
        }

        return totals with
        {
            Kinds = kinds,
            Surfaces = surfaces,
            Losses = losses,
        };
    }

    private static void WriteTotals(RecordWriter content, TraceSummary summary)
    {
        content.Varint(summary.Events);
        content.Varint(summary.Commands);
        content.Varint(summary.DurationNanoseconds);
        content.Varint(summary.Chunks);
        content.Varint(summary.PlainBytes);
        content.Varint(summary.StoredBytes);
        content.Varint(summary.PayloadBytes);
        content.Varint(summary.StoredPayloadBytes);
    }

    private static TraceSummary ReadTotals(RecordReader record) =>
        new()
        {
            Events = record.Varint(),
            Commands = record.Varint(),
            DurationNanoseconds = record.Varint(),
            Chunks = record.Varint(),
            PlainBytes = record.Varint(),
            StoredBytes = record.Varint(),
            PayloadBytes = record.Varint(),
            StoredPayloadBytes = record.Varint(),
        };

    private static void WriteTally(RecordWriter content, long count, long recordBytes, long payload, long stored)
    {
        content.Varint(count);
        content.Varint(recordBytes);
        content.Varint(payload);
        content.Varint(stored);
    }

    private static KindTally ReadKind(RecordReader record) =>
        new(record.Text(), record.Varint(), record.Varint(), record.Varint(), record.Varint());

    private static SurfaceTally ReadSurface(RecordReader record) =>
        new(record.Int32(), record.Varint(), record.Varint(), record.Varint(), record.Varint());

    private static void Add<T>(List<T> rows, T row, RecordReader record)
    {
        if (rows.Count == MaxRows)
        {
            throw record.Fault("too many rows in a summary", $"at most {MaxRows}", "more");
        }

        rows.Add(row);
    }
}
