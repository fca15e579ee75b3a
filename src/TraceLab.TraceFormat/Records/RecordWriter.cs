using System.Buffers.Binary;
using System.Text;
using TraceLab.Core.Geometry;
using TraceLab.TraceFormat.Blocks;

namespace TraceLab.TraceFormat.Records;

/// <summary>
/// A growing run of bytes with the primitive fields of the format: LEB128 for what is never negative, zigzag LEB128 for what
/// may be, little endian for hashes and colours.
/// </summary>
/// <param name="firstBytes">What the first buffer holds at least.</param>
internal sealed class RecordWriter(int firstBytes = RecordWriter.MinBytes)
{
    private const int MaxVarintBytes = 10;
    private const int MinBytes = 256;

    private static readonly UTF8Encoding s_strictUtf8 = new(false, true);

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Forgets the content; a buffer grown beyond <paramref name="keepBytes"/> is given back.</summary>
    public void Clear(int keepBytes = int.MaxValue)
    {
        Length = 0;
        if (_bytes.Length > keepBytes)
        {
            WorkMemory.Return(ref _bytes);
        }
    }

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void Varint(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Unsigned((ulong)value);
    }

    public void Zigzag(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Unsigned(ulong value)
    {
        // Nearly all numbers take one byte or two.
        var (bytes, at) = (_bytes, Length);
        if (value < 0x4000 && at < bytes.Length - 1)
        {
            if (value < 0x80)
            {
                bytes[at] = (byte)value;
                Length = at + 1;
            }
            else
            {
                bytes[at] = (byte)(value | 0x80);
                bytes[at + 1] = (byte)(value >> 7);
                Length = at + 2;
            }

            return;
        }

        var target = Room(MaxVarintBytes);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            target[count++] = (byte)(value | 0x80);
        }

        target[count++] = (byte)value;
        Length += count;
    }

    /// <exception cref="ArgumentException">Longer than the limit, or not valid UTF-16.</exception>
    public void Text(string text)
    {
        var count = s_strictUtf8.GetByteCount(text);
        if (count > TraceLimits.MaxTextBytes)
        {
            throw new ArgumentException(
                $"a text of {count} bytes; a trace holds {TraceLimits.MaxTextBytes}",
                nameof(text)
            );
        }

        Varint(count);
        s_strictUtf8.GetBytes(text, Reserve(count));
    }

    public void Position(Point point) => Position(point, default);

    /// <summary>A point as its distance from another.</summary>
    public void Position(Point point, Point origin)
    {
        if (!TraceLimits.IsValid(point))
        {
            throw new ArgumentException($"{point} is beyond what a trace holds", nameof(point));
        }

        Zigzag(point.X - origin.X);
        Zigzag(point.Y - origin.Y);
    }

    /// <summary>Position relative to <paramref name="origin"/>, then size; an inside-out rectangle's size wraps to 32 bits.</summary>
    public void Rect(Rect rect, Point origin = default)
    {
        if (!TraceLimits.IsValid(rect))
        {
            throw new ArgumentException($"{rect} is beyond what a trace holds", nameof(rect));
        }

        Zigzag(rect.Left - origin.X);
        Zigzag(rect.Top - origin.Y);
        Unsigned((uint)rect.Width);
        Unsigned((uint)rect.Height);
    }

    /// <summary>A whole record, its content in up to two parts. Writes all of it or, when there is no room, nothing.</summary>
    public void Record(byte opcode, ReadOnlySpan<byte> content, ReadOnlySpan<byte> rest = default)
    {
        var contentBytes = (long)content.Length + rest.Length;
        Room(contentBytes + 1 + MaxVarintBytes);
        Byte(opcode);
        Varint(contentBytes);
        Raw(content);
        Raw(rest);
    }

    /// <summary>Gives the buffer back to the pool; more may follow all the same.</summary>
    public void ReturnMemory() => WorkMemory.Return(ref _bytes);

    private Span<byte> Reserve(int count)
    {
        var span = Room(count)[..count];
        Length += count;
        return span;
    }

    // At least this much space behind what is written.
    private Span<byte> Room(long count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }

        return _bytes.AsSpan(Length);
    }

    private void Grow(long count)
    {
        var needed = Length + count;
        if (needed > TraceLimits.MaxPlainBytes)
        {
            throw new ArgumentException($"an event of more than {TraceLimits.MaxPlainBytes} bytes", nameof(count));
        }

        var length = Math.Min(Math.Max(needed, Math.Max(_bytes.Length * 2L, firstBytes)), TraceLimits.MaxPlainBytes);
        var grown = Array.Empty<byte>();
        WorkMemory.Reserve(ref grown, (int)length);
        Written.CopyTo(grown);
        WorkMemory.Return(ref _bytes);
        _bytes = grown;
    }
}
