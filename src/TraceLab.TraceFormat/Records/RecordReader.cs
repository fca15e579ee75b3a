using System.Buffers.Binary;
using System.Text;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;

namespace TraceLab.TraceFormat.Records;

/// <summary>
/// Walks the records of one block's content and reads their fields. Nothing is read beyond a record's own length, and
/// what a record holds beyond the fields asked for is skipped: later versions may append.
/// </summary>
internal sealed class RecordReader(string file)
{
    // Of the tenth byte of a number, whose lowest bit is the 64th.
    private const int LastShift = 63;

    private static readonly UTF8Encoding s_strictUtf8 = new(false, true);

    private byte[] _bytes = [];
    private int _length;
    private long _blockOffset;
    private int _position;
    private int _recordEnd;

    /// <summary>Where the current record starts in the content.</summary>
    public int RecordStart { get; private set; }

    /// <summary>The current record's bytes, its opcode and length included.</summary>
    public int RecordBytes => _recordEnd - RecordStart;

    /// <summary>Bytes of the current record not read yet.</summary>
    public int Remaining => _recordEnd - _position;

    /// <summary>Starts on a block's content; <paramref name="blockOffset"/>, where the block lies in the file, is for faults.</summary>
    public void Load(byte[] bytes, int length, long blockOffset)
    {
        _bytes = bytes;
        _length = length;
        _blockOffset = blockOffset;
        _position = 0;
        _recordEnd = 0;
        RecordStart = 0;
    }

    /// <summary>Steps to the next record; false at the end of the content.</summary>
    public bool TryBegin(out byte opcode)
    {
        opcode = 0;
        if (_recordEnd == _length)
        {
            return false;
        }

        BeginAt(_recordEnd, out opcode);
        return true;
    }

    /// <summary>Steps to the record at a known place.</summary>
    public void BeginAt(int start, out byte opcode)
    {
        RecordStart = start;
        _position = start;
        _recordEnd = _length;
        opcode = Byte();
        var length = Unsigned();
        if (length > (ulong)Remaining)
        {
            throw Fault("a record is longer than its block", $"at most {Remaining} bytes", $"{length}");
        }

        _recordEnd = _position + (int)length;
    }

    public byte Byte()
    {
        if (_position >= _recordEnd)
        {
            throw Short(1);
        }

        return _bytes[_position++];
    }

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Raw(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Raw(8));

    /// <summary>The next bytes, not copied.</summary>
    public ReadOnlySpan<byte> Raw(long count)
    {
        var (buffer, start) = Place(count);
        return buffer.AsSpan(start, (int)count);
    }

    /// <summary>Likewise, as the buffer they lie in and where they start.</summary>
    public (byte[] Buffer, int Start) Place(long count)
    {
        if (count > Remaining)
        {
            throw Short(count);
        }

        var start = _position;
        _position += (int)count;
        return (_bytes, start);
    }

    // Nearly all numbers take one byte or two.
    public ulong Unsigned()
    {
        var at = _position;
        if (at < _recordEnd - 1)
        {
            uint first = _bytes[at];
            if (first < 0x80)
            {
                _position = at + 1;
                return first;
            }

            uint second = _bytes[at + 1];
            if (second < 0x80)
            {
                _position = at + 2;
                return (first & 0x7F) | (second << 7);
            }
        }

        return AnyUnsigned();
    }

    private ulong AnyUnsigned()
    {
        var value = 0UL;
        var shift = 0;
        for (var at = _position; at < _recordEnd; at++)
        {
            var part = _bytes[at];
            if (shift == LastShift && part > 1)
            {
                throw Fault("a number exceeds 64 bits");
            }

            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                _position = at + 1;
                return value;
            }

            shift += 7;
        }

        throw Short(Remaining + 1);
    }

    public long Varint()
    {
        var value = Unsigned();
        return value <= long.MaxValue ? (long)value : throw Fault("a number exceeds 63 bits");
    }

    public long Zigzag()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int32()
    {
        var value = Zigzag();
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw Fault("a number is out of range", "32 bits", $"{value}");
    }

    /// <summary>A number of items of which each takes at least <paramref name="itemBytes"/> more bytes of this record.</summary>
    public int Count(int itemBytes)
    {
        var count = Unsigned();
        return count <= (ulong)(Remaining / itemBytes)
            ? (int)count
            : throw Fault("a count exceeds its record", $"at most {Remaining / itemBytes}", $"{count}");
    }

    public string Text()
    {
        var count = Count(1);
        if (count > TraceLimits.MaxTextBytes)
        {
            throw Fault("a text is too long", $"at most {TraceLimits.MaxTextBytes} bytes", $"{count}");
        }

        try
        {
            return s_strictUtf8.GetString(Raw(count));
        }
        catch (DecoderFallbackException)
        {
            throw Fault("a text is not UTF-8");
        }
    }

    public Point Position() => Position(default);

    public Point Position(Point origin) => new(Coordinate(origin.X), Coordinate(origin.Y));

    public Rect Rect(Point origin = default)
    {
        var (left, top) = Position(origin);
        return RectOfSize(left, top, Size(), Size());
    }

    public Rect RectOfSize(int left, int top, long width, long height)
    {
        var (right, bottom) = (left + width, top + height);
        return TraceLimits.IsValid(right) && TraceLimits.IsValid(bottom)
            ? new Rect(left, top, (int)right, (int)bottom)
            : throw Fault("a rectangle is out of range", null, $"{left},{top} {width}x{height}");
    }

    /// <summary>A flag set of which no bit but <paramref name="known"/> may be set.</summary>
    public int Flags(int known)
    {
        var flags = Unsigned();
        return (flags & ~(ulong)known) == 0
            ? (int)flags
            : throw Fault("unknown flags", $"bits of {known:x}", $"{flags:x}");
    }

    public bool Bool() => Flags(1) == 1;

    public InputFaultException Fault(string what, string? expected = null, string? found = null) =>
        TraceFaults.Damaged(
            file,
            _blockOffset,
            $"in the block here, record at byte {RecordStart} of its content: {what}",
            expected,
            found
        );

    private int Coordinate(int origin)
    {
        var distance = Zigzag();
        var value = distance is >= -4L * TraceLimits.MaxCoordinate and <= 4L * TraceLimits.MaxCoordinate
            ? origin + distance
            : long.MaxValue;
        return TraceLimits.IsValid(value)
            ? (int)value
            : throw Fault(
                "a coordinate is out of range",
                $"within {TraceLimits.MaxCoordinate}",
                $"{distance} from {origin}"
            );
    }

    private long Size()
    {
        var value = Unsigned();
        return value <= uint.MaxValue ? (int)(uint)value : throw Fault("a size exceeds 32 bits", null, $"{value}");
    }

    private InputFaultException Short(long bytes) =>
        Fault("a record is too short", $"{bytes} more bytes", $"{Remaining}");
}
