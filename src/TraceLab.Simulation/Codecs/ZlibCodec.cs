using System.Buffers;
using System.IO.Compression;

namespace TraceLab.Simulation.Codecs;

/// <summary>
/// One zlib stream for the whole session, flushed to a byte boundary after each rectangle, as RFC 6143 section 7.7.6 (ZRLE)
/// uses zlib: later rectangles profit from earlier ones.
/// </summary>
public sealed class ZlibCodec : IPixelCodec
{
    public string Name => "zlib";

    public string Description => "zlib, one stream for the session, flushed after each rectangle";

    public bool IsStateless => false;

    public IPixelEncoder CreateEncoder() => new Encoder();

    public IPixelDecoder CreateDecoder() => new Decoder();

    private sealed class Encoder : BlockEncoder
    {
        private readonly MemoryStream _compressed = new();
        private readonly ZLibStream _stream;

        public Encoder() => _stream = new ZLibStream(_compressed, CompressionLevel.Optimal, leaveOpen: true);

        protected override void Compress(ReadOnlySpan<byte> packed, ArrayBufferWriter<byte> output)
        {
            _compressed.SetLength(0);
            _stream.Write(packed);
            _stream.Flush();
            output.Write(_compressed.GetBuffer().AsSpan(0, (int)_compressed.Length));
        }

        protected override void Dispose(bool disposing)
        {
            _stream.Dispose();
            _compressed.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Decoder : BlockDecoder
    {
        private readonly ChunkStream _chunks = new();
        private readonly ZLibStream _stream;

        public Decoder() => _stream = new ZLibStream(_chunks, CompressionMode.Decompress, leaveOpen: true);

        protected override int Decompress(ReadOnlySpan<byte> data, Span<byte> packed)
        {
            _chunks.Append(data);
            return _stream.ReadAtLeast(packed, packed.Length, throwOnEndOfStream: false);
        }

        protected override void Dispose(bool disposing)
        {
            _stream.Dispose();
            _chunks.Dispose();
            base.Dispose(disposing);
        }
    }

    // The compressed bytes that have arrived so far; what was read is forgotten.
    private sealed class ChunkStream : Stream
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
}
