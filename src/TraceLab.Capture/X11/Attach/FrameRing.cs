using System.Buffers.Binary;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// Whole frames of a RECORD data connection on their way from the thread that drains its socket to the one that reads
/// them, in memory taken once. A frame that does not fit is dropped whole: who writes never waits and never allocates, and
/// the numbers of the requests tell the reader what is missing. One thread writes, one reads, as from a stream.
/// </summary>
internal sealed class FrameRing(int capacityBytes) : Stream
{
    private const byte Reply = 1;

    private readonly byte[] _ring = GC.AllocateUninitializedArray<byte>(capacityBytes);
    private readonly byte[] _header = new byte[WireFrame.HeaderBytes];
    private int _headerBytes;

    // Bytes ever written, and those up to the end of a whole frame, and those read.
    private long _written;
    private long _published;
    private long _read;
    private long _frameLeft;
    private bool _isDropping;

    /// <summary>Bytes that wait to be read.</summary>
    public long Waiting => Volatile.Read(ref _published) - Volatile.Read(ref _read);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Volatile.Read(ref _published);

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <summary>Takes what a socket brought. Messages between the frames that are none, such as events, are passed over.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_frameLeft == 0)
            {
                var taken = Math.Min(buffer.Length, _header.Length - _headerBytes);
                buffer[..taken].CopyTo(_header.AsSpan(_headerBytes));
                _headerBytes += taken;
                buffer = buffer[taken..];
                if (_headerBytes == _header.Length)
                {
                    BeginFrame();
                }
            }
            else
            {
                var taken = (int)Math.Min(buffer.Length, _frameLeft);
                Append(buffer[..taken]);
                buffer = buffer[taken..];
                EndFrame(taken);
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Gives what waits, up to what fits; 0 if nothing does.</summary>
    public override int Read(Span<byte> buffer)
    {
        var from = (int)(_read % _ring.Length);
        var count = (int)Math.Min(Math.Min(Waiting, buffer.Length), _ring.Length - from);
        _ring.AsSpan(from, count).CopyTo(buffer);
        Volatile.Write(ref _read, _read + count);
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void BeginFrame()
    {
        _headerBytes = 0;
        if (_header[0] != Reply)
        {
            return;
        }

        var dataBytes = 4L * BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(4));
        var free = _ring.Length - (_written - Volatile.Read(ref _read));
        _isDropping = _header.Length + dataBytes > free;
        Append(_header);
        _frameLeft = dataBytes;
        EndFrame(0);
    }

    private void EndFrame(int taken)
    {
        _frameLeft -= taken;
        if (_frameLeft == 0)
        {
            Volatile.Write(ref _published, _written);
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_isDropping)
        {
            return;
        }

        var from = (int)(_written % _ring.Length);
        var first = Math.Min(bytes.Length, _ring.Length - from);
        bytes[..first].CopyTo(_ring.AsSpan(from));
        bytes[first..].CopyTo(_ring);
        _written += bytes.Length;
    }
}
