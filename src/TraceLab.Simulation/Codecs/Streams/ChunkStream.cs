using System.Buffers;

namespace TraceLab.Simulation.Codecs.Streams;

/// <summary>The compressed bytes that have arrived so far; what was read is forgotten.</summary>
internal sealed class ChunkStream : Stream
{
    private readonly ArrayBufferWriter<byte> _waiting = new();
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        if (_position == _waiting.WrittenCount)
        {
            _waiting.ResetWrittenCount();
            _position = 0;
        }

        _waiting.Write(data);
    }

    public override int Read(Span<byte> buffer)
    {
        var available = _waiting.WrittenSpan[_position..];
        var length = Math.Min(available.Length, buffer.Length);
        available[..length].CopyTo(buffer);
        _position += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
