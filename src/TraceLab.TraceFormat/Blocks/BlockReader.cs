using System.Buffers.Binary;
using System.IO.Hashing;
using K4os.Compression.LZ4;
using TraceLab.Core.Faults;

namespace TraceLab.TraceFormat.Blocks;

/// <summary>Reads blocks at given offsets and verifies their checksums. Holds no state between calls but its buffer.</summary>
internal sealed class BlockReader(ByteSource source)
{
    // Frame and head of every kind of version 1 fit, so that one read does.
    private const int UsualHeadBytes = 64;

    // LZ4 cannot expand more than this: each byte of a length adds at most 255.
    private const long MaxExpansion = 255;

    private byte[] _stored = [];

    public ByteSource Source { get; } = source;

    /// <summary>Frame and head of the block at <paramref name="offset"/>, checked against the file's length.</summary>
    /// <exception cref="InputFaultException">There is no whole block here.</exception>
    public BlockFrame ReadFrame(long offset)
    {
        Span<byte> bytes = stackalloc byte[BlockFrame.FixedBytes + UsualHeadBytes + BlockFrame.HeadChecksumBytes];
        bytes = bytes[..(int)Math.Clamp(Source.Length - offset, 0, bytes.Length)];
        Source.ReadExactly(offset, bytes);
        if (bytes.Length < BlockFrame.FixedBytes || !bytes[..4].SequenceEqual(BlockFrame.Mark))
        {
            throw Damaged(
                offset,
                "no block starts here",
                Convert.ToHexString(BlockFrame.Mark),
                Convert.ToHexString(bytes[..Math.Min(4, bytes.Length)])
            );
        }

        var frameBytes = BlockFrame.FixedBytes + BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        var wholeBytes = frameBytes + BlockFrame.HeadChecksumBytes;
        if (wholeBytes > Source.Length - offset)
        {
            throw Damaged(offset, "a block's head is cut", $"{wholeBytes} bytes", $"{Source.Length - offset}");
        }

        if (wholeBytes > bytes.Length)
        {
            bytes = new byte[wholeBytes];
            Source.ReadExactly(offset, bytes);
        }

        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[frameBytes..]);
        var actual = BlockComposer.HeadChecksum(bytes[..frameBytes]);
        return checksum == actual
            ? Parse(offset, bytes[..frameBytes])
            : throw Damaged(offset, "a block's head is damaged", $"checksum {checksum:x8}", $"{actual:x8}");
    }

    /// <summary>Reads and decompresses a block's body into <paramref name="plain"/>, grown when it is too small.</summary>
    public void ReadBody(BlockFrame frame, ref byte[] plain)
    {
        if (frame.Encoding is not (BlockEncoding.Raw or BlockEncoding.Lz4))
        {
            throw TraceFaults.Newer(Source.Name, frame.Offset, "unknown block encoding", 1, (int)frame.Encoding);
        }

        WorkMemory.Reserve(ref plain, frame.PlainBytes);
        var body = plain.AsSpan(0, frame.PlainBytes);
        if (frame.Encoding == BlockEncoding.Raw)
        {
            ReadStored(frame, body);
            return;
        }

        WorkMemory.Reserve(ref _stored, frame.StoredBytes);
        var stored = _stored.AsSpan(0, frame.StoredBytes);
        ReadStored(frame, stored);
        // A match no bytes back is forbidden, but the decoder takes it, and would copy what lay here before: the same file would
        // read differently from one time to the next. Looking for such matches takes longer than this.
        body.Clear();
        var count = LZ4Codec.Decode(stored, body);
        if (count != frame.PlainBytes)
        {
            throw Damaged(frame.Offset, "a block does not decompress", $"{frame.PlainBytes} bytes", $"{count}");
        }
    }

    /// <summary>Reads a body as it is stored, its encoding unknown or of no interest.</summary>
    public void ReadStoredBody(BlockFrame frame, ref byte[] stored)
    {
        WorkMemory.Reserve(ref stored, frame.StoredBytes);
        ReadStored(frame, stored.AsSpan(0, frame.StoredBytes));
    }

    private void ReadStored(BlockFrame frame, Span<byte> stored)
    {
        Source.ReadExactly(frame.BodyOffset, stored);
        var actual = XxHash3.HashToUInt64(stored);
        if (actual != frame.BodyChecksum)
        {
            throw Damaged(
                frame.Offset,
                "a block's content is damaged",
                $"checksum {frame.BodyChecksum:x16}",
                $"{actual:x16}"
            );
        }
    }

    private BlockFrame Parse(long offset, ReadOnlySpan<byte> bytes)
    {
        var storedBytes = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        var plainBytes = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        var encoding = (BlockEncoding)bytes[5];
        var bodyOffset = offset + bytes.Length + BlockFrame.HeadChecksumBytes;
        if (storedBytes > Source.Length - bodyOffset)
        {
            throw Damaged(offset, "a block is cut", $"{storedBytes} bytes of content", $"{Source.Length - bodyOffset}");
        }

        var isPossible = encoding switch
        {
            BlockEncoding.Raw => plainBytes == storedBytes,
            BlockEncoding.Lz4 => plainBytes <= storedBytes * MaxExpansion,
            _ => true,
        };
        if (storedBytes > TraceLimits.MaxPlainBytes || plainBytes > TraceLimits.MaxPlainBytes || !isPossible)
        {
            throw Damaged(
                offset,
                "a block's size is impossible",
                $"what {storedBytes} stored bytes can hold",
                $"{plainBytes} bytes"
            );
        }

        return new BlockFrame(
            offset,
            (BlockKind)bytes[4],
            encoding,
            bytes[BlockFrame.FixedBytes..].ToArray(),
            (int)storedBytes,
            (int)plainBytes,
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..])
        );
    }

    private InputFaultException Damaged(long offset, string what, string? expected, string? found) =>
        TraceFaults.Damaged(Source.Name, offset, what, expected, found);

    /// <summary>Gives the buffer back to the pool; more may follow all the same.</summary>
    public void ReturnMemory() => WorkMemory.Return(ref _stored);
}
