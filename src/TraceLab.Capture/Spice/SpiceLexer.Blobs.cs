using System.IO.Compression;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.Spice;

/// <summary>Binary blobs and chunk lists: guest memory, stored raw or as zlib streams.</summary>
public sealed partial class SpiceLexer
{
    /// <summary>
    /// Largest blob or chunk list. It holds the largest surface TraceLab can keep, twice; the server's own limit of 2 GB
    /// would let one line of text ask for that much memory.
    /// </summary>
    public const int MaxBlobBytes = 512 * 1024 * 1024;

    // What is allocated on the word of a size alone; beyond it memory grows only as data arrives.
    private const int TrustedBytes = 8 * 1024 * 1024;

    /// <summary>One blob of this prefix ("binary Z PREFIX SIZE:"), with its bytes.</summary>
    public byte[] ReadBlob(ReadOnlySpan<byte> prefix)
    {
        var header = ReadBlobHeader(prefix);
        var bytes = header.IsDeflated ? Inflate(header) : ReadBytes(header.Size);
        Expect((byte)'\n', "LF after a blob");
        return bytes;
    }

    /// <summary>Passes over one blob, keeping nothing of it; its size.</summary>
    public int SkipBlob(ReadOnlySpan<byte> prefix)
    {
        var header = ReadBlobHeader(prefix);
        if (header.IsDeflated)
        {
            _ = Inflate(header);
        }
        else
        {
            Skip(header.Size);
        }

        Expect((byte)'\n', "LF after a blob");
        return header.Size;
    }

    /// <summary>
    /// A chunk list ("data_chunks N TOTAL" and N+1 blobs), joined. The usual single chunk is read straight into the result.
    /// </summary>
    public byte[] ReadChunks(ReadOnlySpan<byte> prefix)
    {
        var offset = Offset;
        var line = ReadLine();
        line.Keyword("data_chunks "u8);
        var followers = line.UInt32();
        line.Space();
        var total = line.UInt32();
        line.End();
        RequireBlobSize(total, offset);

        var first = ReadBlob(prefix);
        if (followers == 0)
        {
            RequireTotal(total, first.Length, offset);
            return first;
        }

        var joined = new MemoryStream();
        joined.Write(first);
        for (uint i = 0; i < followers; i++)
        {
            joined.Write(ReadBlob(prefix));
            if (joined.Length > total)
            {
                break;
            }
        }

        RequireTotal(total, joined.Length, offset);
        return joined.ToArray();
    }

    private readonly record struct BlobHeader(bool IsDeflated, int Size, int StoredSize, long Offset);

    private BlobHeader ReadBlobHeader(ReadOnlySpan<byte> prefix)
    {
        var offset = Offset;
        var line = ReadUntil((byte)':');
        line.Keyword("binary "u8);
        var encoding = line.UInt32();
        line.Space();
        line.Keyword(prefix);
        line.Space();
        var size = line.UInt32();
        line.End();
        RequireBlobSize(size, offset);
        if (encoding == 0)
        {
            return new BlobHeader(false, (int)size, (int)size, Offset);
        }

        if (encoding != 1)
        {
            throw Damaged(offset, "blob encoding 0 or 1", encoding.ToString());
        }

        line = ReadUntil((byte)':');
        var storedSize = line.UInt32();
        line.End();
        RequireBlobSize(storedSize, offset);
        return new BlobHeader(true, (int)size, (int)storedSize, Offset);
    }

    private byte[] ReadBytes(int count)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Math.Min(count, TrustedBytes));
        var filled = 0;
        while (filled < count)
        {
            if (filled == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(count, bytes.Length * 2L));
            }

            filled += ReadSome(bytes.AsSpan(filled));
        }

        return bytes;
    }

    private void Skip(int count)
    {
        while (count > 0)
        {
            if (Peek() < 0)
            {
                throw new EndOfStreamException("the recording ends inside a blob");
            }

            var buffered = Math.Min(_end - _position, count);
            _position += buffered;
            count -= buffered;
        }
    }

    // From the buffer while it holds something, else from the stream straight into the target.
    private int ReadSome(Span<byte> target)
    {
        if (_position < _end)
        {
            var buffered = Math.Min(_end - _position, target.Length);
            _buffer.AsSpan(_position, buffered).CopyTo(target);
            _position += buffered;
            return buffered;
        }

        // A small rest goes through the buffer, so that the lines behind it come with the same read.
        if (target.Length < BufferBytes / 4)
        {
            return Fill() ? ReadSome(target) : throw new EndOfStreamException("the recording ends inside a blob");
        }

        var count = stream.Read(target);
        if (count == 0)
        {
            throw new EndOfStreamException("the recording ends inside a blob");
        }

        _bufferOffset += count;
        return count;
    }

    private byte[] Inflate(BlobHeader header)
    {
        var stored = ReadBytes(header.StoredSize);
        var bytes = GC.AllocateUninitializedArray<byte>(Math.Min(header.Size, TrustedBytes));
        var filled = 0;
        try
        {
            using var inflater = new ZLibStream(new MemoryStream(stored), CompressionMode.Decompress);
            while (true)
            {
                if (filled == bytes.Length && filled < header.Size)
                {
                    Array.Resize(ref bytes, (int)Math.Min(header.Size, bytes.Length * 2L));
                }

                var count = filled < header.Size ? inflater.Read(bytes.AsSpan(filled)) : 0;
                if (count == 0)
                {
                    RequireInflated(header, filled, filled == header.Size && inflater.ReadByte() < 0);
                    return bytes;
                }

                filled += count;
            }
        }
        catch (InvalidDataException fault)
        {
            throw Damaged(header.Offset, "a zlib stream", fault.Message);
        }
    }

    private static void RequireInflated(BlobHeader header, int filled, bool isWhole)
    {
        if (!isWhole)
        {
            var found = filled < header.Size ? $"{filled}" : "more";
            throw Damaged(header.Offset, $"{header.Size} inflated bytes", found);
        }
    }

    private static void RequireBlobSize(uint size, long offset)
    {
        if (size > MaxBlobBytes)
        {
            throw Damaged(offset, $"at most {MaxBlobBytes} bytes of data", $"{size}");
        }
    }

    private static void RequireTotal(uint total, long found, long offset)
    {
        if (total != found)
        {
            throw Damaged(offset, $"chunks of {total} bytes in all", $"{found}");
        }
    }

    private static InputFaultException Damaged(long offset, string expected, string found) =>
        new("damaged SPICE recording", offset: offset, expected: expected, found: found);
}
