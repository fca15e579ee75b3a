using System.Buffers.Binary;

namespace TraceLab.Capture.X11.Protocol;

/// <summary>
/// Composes one request after another, in the byte order of the connection it goes to. Mutable, reused, not thread-safe.
/// </summary>
public sealed class RequestWriter(bool isBigEndian)
{
    private byte[] _bytes = new byte[64];
    private int _length;

    public bool IsBigEndian { get; } = isBigEndian;

    /// <summary>The request as composed so far, its length filled in; valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Request
    {
        get
        {
            Put16(2, (ushort)(_length / 4));
            return _bytes.AsSpan(0, _length);
        }
    }

    public RequestWriter Begin(byte major, byte minor = 0)
    {
        _length = 4;
        (_bytes[0], _bytes[1]) = (major, minor);
        return this;
    }

    public RequestWriter U32(uint value)
    {
        Reserve(4);
        if (IsBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_length), value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_length), value);
        }

        _length += 4;
        return this;
    }

    public RequestWriter U16(int value)
    {
        Reserve(2);
        Put16(_length, (ushort)value);
        _length += 2;
        return this;
    }

    /// <summary>Bytes, padded with zeros to whole words.</summary>
    public RequestWriter Padded(ReadOnlySpan<byte> bytes)
    {
        var padded = (bytes.Length + 3) & ~3;
        Reserve(padded);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _bytes.AsSpan(_length + bytes.Length, padded - bytes.Length).Clear();
        _length += padded;
        return this;
    }

    private void Put16(int offset, ushort value)
    {
        if (IsBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(offset), value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(offset), value);
        }
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        }
    }
}
