using TraceLab.Core.Faults;

namespace TraceLab.Capture.Spice;

/// <summary>
/// Reads the lines and bytes of a SPICE worker recording through a buffer of its own and knows the absolute offset of
/// what it reads. Lines are handed out as spans of the buffer: nothing is allocated for them. Not thread-safe; the stream
/// is not disposed. The end of the stream inside a line or a blob is an <see cref="EndOfStreamException"/>.
/// </summary>
public sealed partial class SpiceLexer(Stream stream)
{
    /// <summary>Longest line; the longest that the grammar allows is under 100 bytes.</summary>
    public const int MaxLineBytes = 256;

    private const int BufferBytes = 256 * 1024;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private int _position;
    private int _end;
    private long _bufferOffset;

    /// <summary>Bytes from the start of the stream to the next one that is read.</summary>
    public long Offset => _bufferOffset + _position;

    /// <summary>The next byte, or -1 at the end of the stream. Blocks while a live stream is silent.</summary>
    public int Peek() => _position < _end || Fill() ? _buffer[_position] : -1;

    /// <summary>A line without its LF.</summary>
    public SpiceLine ReadLine() => ReadUntil((byte)'\n');

    /// <summary>Text up to a terminator, which is consumed.</summary>
    public SpiceLine ReadUntil(byte terminator)
    {
        var searched = 0;
        while (true)
        {
            var window = _buffer.AsSpan(_position, Math.Min(_end - _position, MaxLineBytes));
            var found = window[searched..].IndexOf(terminator);
            if (found >= 0)
            {
                var text = window[..(searched + found)];
                var offset = Offset;
                _position += text.Length + 1;
                return new SpiceLine(text, offset, SpiceLineEnding.Terminated);
            }

            searched = window.Length;
            if (searched == MaxLineBytes)
            {
                return new SpiceLine(window, Offset, SpiceLineEnding.Overlong);
            }

            if (!Fill())
            {
                return new SpiceLine(window, Offset, SpiceLineEnding.Truncated);
            }
        }
    }

    /// <summary>Consumes one byte, which must be this one.</summary>
    /// <exception cref="InputFaultException">Another byte stands there.</exception>
    public void Expect(byte value, string name)
    {
        var next = Peek();
        if (next < 0)
        {
            throw new EndOfStreamException($"the recording ends where {name} was expected");
        }

        if (next != value)
        {
            var found = SpiceLine.Printable(_buffer.AsSpan(_position, _end - _position));
            throw new InputFaultException("damaged SPICE recording", offset: Offset, expected: name, found: found);
        }

        _position++;
    }

    // Makes at least one more byte available behind what is unread; false at the end of the stream.
    private bool Fill()
    {
        if (_position > 0 && (_position == _end || _buffer.Length - _end < MaxLineBytes))
        {
            _buffer.AsSpan(_position, _end - _position).CopyTo(_buffer);
            _bufferOffset += _position;
            _end -= _position;
            _position = 0;
        }

        var count = stream.Read(_buffer.AsSpan(_end));
        _end += count;
        return count > 0;
    }
}
