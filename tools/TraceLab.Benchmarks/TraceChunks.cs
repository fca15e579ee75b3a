using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace TraceLab.Benchmarks;

/// <summary>Finds the chunks of a trace file by the layout that traces/README.md gives, with nothing of the reader's.</summary>
internal static class TraceChunks
{
    private const int MagicBytes = 8;
    private const byte ChunkOpcode = 2;
    private const byte Lz4Encoding = 1;

    public static IEnumerable<Lz4Block> Of(byte[] trace)
    {
        for (var offset = MagicBytes; BlockAt(trace, offset) is { } block; offset = block.End)
        {
            if (trace[offset + 4] == ChunkOpcode)
            {
                yield return new Lz4Block(trace[block.Body..block.End], PlainOf(trace, offset, block.Body, block.End));
            }
        }
    }

    private static (int Body, int End)? BlockAt(byte[] trace, int offset)
    {
        var bytes = trace.AsSpan(offset);
        if (!bytes.StartsWith("TLB\x1F"u8))
        {
            return null;
        }

        var body = offset + 28 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        return (body, body + BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
    }

    private static byte[] PlainOf(byte[] trace, int offset, int body, int end)
    {
        if (trace[offset + 5] != Lz4Encoding)
        {
            return trace[body..end];
        }

        var plain = new byte[BinaryPrimitives.ReadInt32LittleEndian(trace.AsSpan(offset + 12))];
        LZ4Codec.Decode(trace.AsSpan(body, end - body), plain);
        return plain;
    }
}
