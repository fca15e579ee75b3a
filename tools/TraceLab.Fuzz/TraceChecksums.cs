using System.Buffers.Binary;
using System.IO.Hashing;

namespace TraceLab.Fuzz;

/// <summary>Makes the checksums of a trace's blocks right, whatever they cover, as traces/README.md lays blocks out.</summary>
public static class TraceChecksums
{
    private const int FixedBytes = 24;

    private static ReadOnlySpan<byte> Mark => "TLB\x1F"u8;

    public static void MakeRight(Span<byte> trace)
    {
        var offset = 0;
        for (var next = trace.IndexOf(Mark); next >= 0; next = trace[offset..].IndexOf(Mark))
        {
            offset += next;
            offset += MakeBlockRight(trace[offset..]);
        }
    }

    // Returns how far the block reaches, or past its mark where it cannot be one.
    private static int MakeBlockRight(Span<byte> block)
    {
        if (block.Length < FixedBytes)
        {
            return Mark.Length;
        }

        var headEnd = FixedBytes + BinaryPrimitives.ReadUInt16LittleEndian(block[6..]);
        var bodyStart = headEnd + 4;
        var bodyBytes = BinaryPrimitives.ReadUInt32LittleEndian(block[8..]);
        if (bodyStart + (long)bodyBytes > block.Length)
        {
            return Mark.Length;
        }

        var body = block.Slice(bodyStart, (int)bodyBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(block[16..], XxHash3.HashToUInt64(body));
        BinaryPrimitives.WriteUInt32LittleEndian(block[headEnd..], (uint)XxHash3.HashToUInt64(block[..headEnd]));
        return bodyStart + (int)bodyBytes;
    }
}
