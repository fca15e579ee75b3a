using System.Runtime.InteropServices;

namespace TraceLab.Capture.Live;

/// <summary>
/// Reads a pipe, but never waits for longer than a moment without asking whether it is over. Over is like the end of the
/// stream. So is, for a pipe that somebody wrote to, that nobody has it open for writing any more.
/// </summary>
internal sealed class PolledInput : Stream
{
    private const int WaitMilliseconds = 50;

    private readonly int _descriptor;
    private readonly bool _isNamedPipe;
    private readonly Func<bool> _isOver;

    private PolledInput(int descriptor, bool isNamedPipe, Func<bool> isOver)
    {
        _descriptor = descriptor;
        _isNamedPipe = isNamedPipe;
        _isOver = isOver;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>This process's standard input, until it is over, whatever may still come. Not closed on dispose.</summary>
    public static PolledInput StandardInput(Func<bool> isOver) => new(0, false, isOver);

    /// <summary>
    /// Makes a named pipe that only the owner can use, and opens its reading end at once, without waiting for a writer. It
    /// is read to its end; that it is over only matters when nobody ever came to write.
    /// </summary>
    public static PolledInput NamedPipe(string path, Func<bool> isOver)
    {
        if (NativeMethods.MakeFifo(path, NativeMethods.OwnerReadWrite) != 0)
        {
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        const int Flags = NativeMethods.OpenReadOnly | NativeMethods.OpenNonBlocking | NativeMethods.OpenCloseOnExec;
        var descriptor = NativeMethods.Open(path, Flags);
        if (descriptor < 0)
        {
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // The writer is a server that must not wait for us. A refusal is no matter: the pipe is only smaller.
        const int PipeBytes = 1 << 20;
        _ = NativeMethods.Control(descriptor, NativeMethods.SetPipeSize, PipeBytes);
        return new PolledInput(descriptor, true, isOver);
    }

    public override int Read(Span<byte> buffer)
    {
        while (_isNamedPipe || !_isOver())
        {
            var poll = new NativeMethods.PollDescriptor { Descriptor = _descriptor, Wanted = NativeMethods.PollInput };
            var ready = NativeMethods.Poll(ref poll, 1, WaitMilliseconds);
            if (ready > 0)
            {
                var count = NativeMethods.Read(_descriptor, buffer, buffer.Length);
                return count >= 0 ? (int)count : throw new IOException(Marshal.GetLastPInvokeErrorMessage());
            }

            if (ready < 0 && Marshal.GetLastPInvokeError() != NativeMethods.Interrupted)
            {
                throw new IOException(Marshal.GetLastPInvokeErrorMessage());
            }

            if (_isNamedPipe && _isOver())
            {
                break;
            }
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (_isNamedPipe && disposing)
        {
            _ = NativeMethods.Close(_descriptor);
        }

        base.Dispose(disposing);
    }
}
