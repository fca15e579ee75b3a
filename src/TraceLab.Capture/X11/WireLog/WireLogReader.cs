using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.WireLog;

/// <summary>
/// Reads a wire log record by record from a stream that need not seek and may still grow: at its present end
/// <see cref="TryRead"/> answers false, and later goes on where it stopped. Memory is bounded by the largest frame that
/// really came, whatever lengths are claimed. Does not dispose the stream. Not thread-safe.
/// </summary>
public sealed class WireLogReader(Stream stream)
{
    private const int FirstBufferBytes = 1 << 16;

    private byte[] _buffer = new byte[FirstBufferBytes];

    // Bytes taken from the stream and not yet consumed lie at _from to _to; _from is at _offset of the log.
    private int _from;
    private int _to;
    private long _offset;

    // The frame being handed out: where its next element lies, and where it ends.
    private WireFrame _frame;
    private long _frameOffset;
    private int _frameLeft;

    /// <summary>Bytes of the log up to the end of the last record handed out.</summary>
    public long Offset => _offset;

    /// <summary>Whether bytes came that make no whole record yet; at the end of a finished log this means it was cut off.</summary>
    public bool HasPartialRecord => _to > _from;

    /// <summary>The next record, or false if the stream has no whole one at present.</summary>
    /// <exception cref="InputFaultException">The log is damaged.</exception>
    public bool TryRead(out WireRecord record)
    {
        record = default;
        while (_frameLeft == 0)
        {
            if (!Fill(WireFrame.HeaderBytes))
            {
                return false;
            }

            var frame = WireFrame.Parse(_buffer.AsSpan(_from, WireFrame.HeaderBytes), _offset);
            if (!Fill(WireFrame.HeaderBytes + frame.DataBytes))
            {
                return false;
            }

            (_frame, _frameOffset, _frameLeft) = (frame, _offset, frame.DataBytes);
            Consume(WireFrame.HeaderBytes);
            if (frame.DataBytes == 0)
            {
                record = Record(0, frame.TimeMilliseconds, frame.RecordedSequence, 0);
                return true;
            }
        }

        record = ReadElement();
        return true;
    }

    private WireRecord ReadElement()
    {
        var element = new WireBytes(_buffer.AsSpan(_from, _frameLeft), isBigEndian: false);
        switch (_frame.Category)
        {
            case WireCategory.FromClient:
                return Take(8, element.U32(0), element.U32(4));
            case WireCategory.FromServer:
                return Take(4, element.U32(0), 0);
            case WireCategory.ClientDied:
                var died = Record(0, _frame.TimeMilliseconds, element.U32(0), 0);
                Consume(_frameLeft);
                _frameLeft = 0;
                return died;
            default:
                var whole = Record(0, _frame.TimeMilliseconds, 0, _frameLeft);
                Consume(_frameLeft);
                _frameLeft = 0;
                return whole;
        }
    }

    private WireRecord Take(int headBytes, uint timeMilliseconds, uint sequence)
    {
        var bytes = 0L;
        if (_frameLeft > headBytes)
        {
            var data = new WireBytes(_buffer.AsSpan(_from + headBytes, _frameLeft - headBytes), _frame.IsBigEndian);
            bytes =
                _frame.Category == WireCategory.FromClient
                    ? MessageLength.OfRequest(data)
                    : MessageLength.OfServerMessage(data);
        }

        if (bytes <= 0 || bytes > _frameLeft - headBytes)
        {
            throw new InputFaultException(
                "damaged wire log",
                offset: _offset,
                expected: $"a whole message in the {_frameLeft - headBytes} bytes left of the frame at {_frameOffset}",
                found: $"one of {bytes} bytes"
            );
        }

        var record = Record(headBytes, timeMilliseconds, sequence, (int)bytes);
        Consume(headBytes + (int)bytes);
        _frameLeft -= headBytes + (int)bytes;
        return record;
    }

    private WireRecord Record(int headBytes, uint timeMilliseconds, uint sequence, int dataBytes) =>
        new(
            _frameOffset,
            _frame.Category,
            _frame.ClientBase,
            _frame.IsBigEndian,
            timeMilliseconds,
            sequence,
            _buffer.AsMemory(_from + headBytes, dataBytes)
        );

    private void Consume(int bytes)
    {
        _from += bytes;
        _offset += bytes;
    }

    // Whether so many bytes lie at _from. Grows the buffer only as bytes really come.
    private bool Fill(int bytes)
    {
        while (_to - _from < bytes)
        {
            MakeRoom();
            var read = stream.Read(_buffer, _to, _buffer.Length - _to);
            if (read == 0)
            {
                return false;
            }

            _to += read;
        }

        return true;
    }

    private void MakeRoom()
    {
        if (_to < _buffer.Length)
        {
            return;
        }

        var kept = _to - _from;
        var target = kept > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _from, target, 0, kept);
        (_buffer, _from, _to) = (target, 0, kept);
    }
}
