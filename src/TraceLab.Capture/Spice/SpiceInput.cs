namespace TraceLab.Capture.Spice;

/// <summary>
/// A stream to read once, that can look at its first bytes and counts what was taken from the stream behind it. Does not
/// dispose that stream.
/// </summary>
internal sealed class SpiceInput(Stream inner) : Stream
{
    private byte[] _peeked = [];
    private int _taken;

    /// <summary>Bytes read from the stream behind, peeked ones included.</summary>
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes, fewer only when the stream is shorter. Called before anything is read.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        _peeked = new byte[count];
        var found = inner.ReadAtLeast(_peeked, count, throwOnEndOfStream: false);
        Array.Resize(ref _peeked, found);
        BytesRead = found;
        return _peeked;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_taken < _peeked.Length)
        {
            var count = Math.Min(buffer.Length, _peeked.Length - _taken);
            _peeked.AsSpan(_taken, count).CopyTo(buffer);
            _taken += count;
            return count;
        }

        var read = inner.Read(buffer);
        BytesRead += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
