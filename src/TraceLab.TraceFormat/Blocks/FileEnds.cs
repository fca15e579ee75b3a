using System.Buffers.Binary;

namespace TraceLab.TraceFormat.Blocks;

/// <summary>
/// The first and last bytes of a file. The high bit and the line endings in the magic show at once a file that was
/// mangled as text.
/// </summary>
internal static class FileEnds
{
    /// <summary>Bytes of the tail: the size of the footer block, then the magic again.</summary>
    public const int TailBytes = 12;

    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'T', (byte)'L', (byte)'T', 0x0D, 0x0A, 0x1A, 0x0A];

    public static void WriteTail(Span<byte> tail, int footerBytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(tail, footerBytes);
        Magic.CopyTo(tail[4..]);
    }

    /// <summary>Where the footer block starts, or null when the file does not end as a complete one.</summary>
    public static long? FindFooter(ByteSource source)
    {
        if (source.Length < Magic.Length + TailBytes)
        {
            return null;
        }

        Span<byte> tail = stackalloc byte[TailBytes];
        source.ReadExactly(source.Length - TailBytes, tail);
        var footerBytes = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        var offset = source.Length - TailBytes - footerBytes;
        return tail[4..].SequenceEqual(Magic) && offset >= Magic.Length ? offset : null;
    }
}
