using System.Buffers.Binary;
using System.Text;
using TraceLab.Capture.X11.Protocol;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>The first words of a connection in either direction (X protocol, "Connection Setup").</summary>
internal static class Greeting
{
    public const byte BigEndian = (byte)'B';
    public const byte LittleEndian = (byte)'l';

    private const int Head = 12;
    private const int ReplyHead = 8;
    private const ushort MajorVersion = 11;

    /// <summary>Bytes of a client's greeting; 0 while that is not known, negative if it is none.</summary>
    public static int Length(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] is not (BigEndian or LittleEndian))
        {
            return -1;
        }

        if (bytes.Length < Head)
        {
            return 0;
        }

        var greeting = new WireBytes(bytes, bytes[0] == BigEndian);
        return Head + Padded(greeting.U16(6)) + Padded(greeting.U16(8));
    }

    /// <summary>The secret that a client offers; empty if it offers none that we know the protocol of.</summary>
    public static ReadOnlySpan<byte> CookieOf(ReadOnlySpan<byte> bytes)
    {
        var greeting = new WireBytes(bytes, bytes[0] == BigEndian);
        var protocol = bytes.Slice(Head, greeting.U16(6));
        return protocol.SequenceEqual(Encoding.ASCII.GetBytes(CookieFile.Protocol))
            ? bytes.Slice(Head + Padded(protocol.Length), greeting.U16(8))
            : [];
    }

    /// <summary>A client's greeting in the given byte order.</summary>
    /// <param name="isBigEndian">Whether numbers have their high byte first.</param>
    /// <param name="cookie">The server's secret; empty for none.</param>
    public static byte[] Make(bool isBigEndian, ReadOnlySpan<byte> cookie)
    {
        var protocol = cookie.IsEmpty ? [] : Encoding.ASCII.GetBytes(CookieFile.Protocol);
        var bytes = new byte[Head + Padded(protocol.Length) + Padded(cookie.Length)];
        bytes[0] = isBigEndian ? BigEndian : LittleEndian;
        Write16(bytes.AsSpan(2), MajorVersion, isBigEndian);
        Write16(bytes.AsSpan(6), (ushort)protocol.Length, isBigEndian);
        Write16(bytes.AsSpan(8), (ushort)cookie.Length, isBigEndian);
        protocol.CopyTo(bytes, Head);
        cookie.CopyTo(bytes.AsSpan(Head + Padded(protocol.Length)));
        return bytes;
    }

    /// <summary>A server's refusal.</summary>
    public static byte[] Refuse(bool isBigEndian, string reason)
    {
        var text = Encoding.ASCII.GetBytes(reason);
        var bytes = new byte[ReplyHead + Padded(text.Length)];
        bytes[1] = (byte)text.Length;
        Write16(bytes.AsSpan(2), MajorVersion, isBigEndian);
        Write16(bytes.AsSpan(6), (ushort)(Padded(text.Length) / 4), isBigEndian);
        text.CopyTo(bytes, ReplyHead);
        return bytes;
    }

    /// <summary>Bytes of a server's answer to a greeting; 0 while that is not known.</summary>
    public static int ReplyLength(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        bytes.Length < ReplyHead ? 0 : ReplyHead + (4 * new WireBytes(bytes, isBigEndian).U16(6));

    public static bool IsAccepted(ReadOnlySpan<byte> reply) => reply[0] == 1;

    public static uint ResourceBase(ReadOnlySpan<byte> reply, bool isBigEndian) =>
        new WireBytes(reply, isBigEndian).U32(12);

    public static void Write16(Span<byte> bytes, ushort value, bool isBigEndian)
    {
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        }
    }

    public static void Write32(Span<byte> bytes, uint value, bool isBigEndian)
    {
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }
    }

    private static int Padded(int bytes) => (bytes + 3) & ~3;
}
