using System.Buffers.Binary;
using System.IO.Hashing;
using K4os.Compression.LZ4;

namespace TraceLab.TraceFormat.Blocks;

/// <summary>Builds blocks in one buffer of its own, so that each reaches the stream in a single write.</summary>
internal sealed class BlockComposer
{
    private byte[] _buffer = [];

    /// <summary>
    /// The whole block; valid until the next call. <paramref name="level"/> is the LZ4 level, or null to store the body as
    /// it is.
    /// </summary>
    public ReadOnlyMemory<byte> Compose(
        BlockKind kind,
        ReadOnlySpan<byte> head,
        ReadOnlySpan<byte> plain,
        LZ4Level? level
    )
    {
        var bodyStart = BlockFrame.FixedBytes + head.Length + BlockFrame.HeadChecksumBytes;
        var mostBytes = checked(bodyStart + Math.Max(plain.Length, LZ4Codec.MaximumOutputSize(plain.Length)));
        WorkMemory.Reserve(ref _buffer, mostBytes);
        var (encoding, storedBytes) = StoreBody(plain, level, _buffer.AsSpan(bodyStart));
        var frame = _buffer.AsSpan(0, bodyStart);
        BlockFrame.Mark.CopyTo(frame);
        frame[4] = (byte)kind;
        frame[5] = (byte)encoding;
        BinaryPrimitives.WriteUInt16LittleEndian(frame[6..], checked((ushort)head.Length));
        BinaryPrimitives.WriteInt32LittleEndian(frame[8..], storedBytes);
        BinaryPrimitives.WriteInt32LittleEndian(frame[12..], plain.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(
            frame[16..],
            XxHash3.HashToUInt64(_buffer.AsSpan(bodyStart, storedBytes))
        );
        head.CopyTo(frame[BlockFrame.FixedBytes..]);
        var checkedPart = frame[..^BlockFrame.HeadChecksumBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(frame[checkedPart.Length..], HeadChecksum(checkedPart));
        return _buffer.AsMemory(0, bodyStart + storedBytes);
    }

    /// <summary>The low half of XxHash3 over frame and head.</summary>
    public static uint HeadChecksum(ReadOnlySpan<byte> frameAndHead) => (uint)XxHash3.HashToUInt64(frameAndHead);

    // Bytes that LZ4 cannot shrink are stored raw: the reader then saves the copy.
    private static (BlockEncoding Encoding, int StoredBytes) StoreBody(
        ReadOnlySpan<byte> plain,
        LZ4Level? level,
        Span<byte> target
    )
    {
        if (level is not null && plain.Length > 0)
        {
            var storedBytes = LZ4Codec.Encode(plain, target, level.Value);
            if (storedBytes > 0 && storedBytes < plain.Length)
            {
                return (BlockEncoding.Lz4, storedBytes);
            }
        }

        plain.CopyTo(target);
        return (BlockEncoding.Raw, plain.Length);
    }

    /// <summary>Gives the buffer back to the pool; more may follow all the same.</summary>
    public void ReturnMemory() => WorkMemory.Return(ref _buffer);
}
