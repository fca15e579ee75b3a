using System.Net.Sockets;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// Bytes on their way from one socket to another, in one piece of memory: first those that have been looked at and may go
/// out, then those that came in and have not. Grows as bytes really come.
/// </summary>
internal sealed class ByteQueue
{
    private const int UsualBytes = 1 << 18;
    private const int LeastRead = 1 << 14;

    private byte[] _buffer = new byte[UsualBytes];
    private int _sent;
    private int _passed;
    private int _checkedTo;
    private int _end;

    /// <summary>Bytes that may go out and have not.</summary>
    public int Outgoing => _passed - _sent;

    /// <summary>Bytes that came in and have not been looked at.</summary>
    public int Incoming => _end - _checkedTo;

    /// <summary>The bytes not looked at yet.</summary>
    public Span<byte> Head => _buffer.AsSpan(_checkedTo, Incoming);

    /// <summary>Lets the first incoming bytes go out.</summary>
    public void Pass(int bytes)
    {
        if (_passed != _checkedTo)
        {
            Buffer.BlockCopy(_buffer, _checkedTo, _buffer, _passed, bytes);
        }

        _passed += bytes;
        _checkedTo += bytes;
    }

    /// <summary>Drops the first incoming bytes.</summary>
    public void Drop(int bytes) => _checkedTo += bytes;

    /// <summary>Drops what may go out.</summary>
    public void DropOutgoing() => _sent = _passed;

    /// <summary>Takes bytes that no socket brought, to go out after all others.</summary>
    public void Insert(ReadOnlySpan<byte> bytes)
    {
        if (_checkedTo - _passed < bytes.Length)
        {
            MakeRoom(bytes.Length);
            Buffer.BlockCopy(_buffer, _checkedTo, _buffer, _checkedTo + bytes.Length, Incoming);
            _checkedTo += bytes.Length;
            _end += bytes.Length;
        }

        bytes.CopyTo(_buffer.AsSpan(_passed));
        _passed += bytes.Length;
    }

    /// <summary>Takes in what a socket has, up to what fits.</summary>
    /// <param name="socket">Not blocking.</param>
    /// <param name="wanted">Bytes that should fit at least; for a message longer than usual.</param>
    public SocketState Receive(Socket socket, int wanted)
    {
        MakeRoom(Math.Max(LeastRead, wanted - Incoming));
        var count = socket.Receive(_buffer.AsSpan(_end), SocketFlags.None, out var error);
        _end += count;
        return error switch
        {
            SocketError.Success => count == 0 ? SocketState.Ended : SocketState.Done,
            SocketError.WouldBlock or SocketError.Interrupted => SocketState.Busy,
            _ => SocketState.Ended,
        };
    }

    /// <summary>Sends what may go out, as much as the socket takes.</summary>
    public SocketState Send(Socket socket)
    {
        while (Outgoing > 0)
        {
            var count = socket.Send(_buffer.AsSpan(_sent, Outgoing), SocketFlags.None, out var error);
            if (error is not SocketError.Success)
            {
                return error is SocketError.WouldBlock or SocketError.Interrupted
                    ? SocketState.Busy
                    : SocketState.Ended;
            }

            _sent += count;
        }

        if (Incoming == 0)
        {
            _sent = _passed = _checkedTo = _end = 0;
        }

        return SocketState.Done;
    }

    /// <summary>Gives back what a long message needed, once it is gone.</summary>
    public void Trim()
    {
        if (_end == 0 && _buffer.Length > UsualBytes)
        {
            _buffer = new byte[UsualBytes];
        }
    }

    // What lies in the buffer is moved to its front only when the rest is too small, and then makes up half of it at most.
    private void MakeRoom(int bytes)
    {
        if (_buffer.Length - _end >= bytes)
        {
            return;
        }

        var outgoing = Outgoing;
        var needed = outgoing + Incoming + bytes;
        var target = needed <= _buffer.Length / 2 ? _buffer : new byte[Math.Max(needed, 2 * _buffer.Length)];
        Buffer.BlockCopy(_buffer, _sent, target, 0, outgoing);
        Buffer.BlockCopy(_buffer, _checkedTo, target, outgoing, Incoming);
        _end = outgoing + Incoming;
        (_buffer, _sent, _passed, _checkedTo) = (target, 0, outgoing, outgoing);
    }
}

/// <summary>What came of a call on a socket that does not block.</summary>
internal enum SocketState : byte
{
    Done,

    /// <summary>Later.</summary>
    Busy,

    /// <summary>The other end is gone.</summary>
    Ended,
}
