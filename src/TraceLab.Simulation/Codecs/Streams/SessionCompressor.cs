using System.Buffers;

namespace TraceLab.Simulation.Codecs.Streams;

/// <summary>
/// One compressed stream for a whole session, flushed to a byte boundary after each piece: later pieces profit from earlier
/// ones. Opened over a buffer, so that any compressing stream will do.
/// </summary>
internal sealed class SessionCompressor : IDisposable
{
    private readonly MemoryStream _compressed = new();
    private readonly Stream _stream;

    /// <param name="open">Makes the compressing stream; it must leave the stream that it is given open.</param>
    public SessionCompressor(Func<Stream, Stream> open) => _stream = open(_compressed);

    /// <summary>Appends what the piece adds to the stream.</summary>
    public void Compress(ReadOnlySpan<byte> plain, ArrayBufferWriter<byte> output)
    {
        _compressed.SetLength(0);
        _stream.Write(plain);
        _stream.Flush();
        output.Write(_compressed.GetBuffer().AsSpan(0, (int)_compressed.Length));
    }

    public void Dispose()
    {
        _stream.Dispose();
        _compressed.Dispose();
    }
}
