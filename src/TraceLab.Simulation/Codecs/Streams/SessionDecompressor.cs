using ZstdSharp;

namespace TraceLab.Simulation.Codecs.Streams;

/// <summary>The other end of a <see cref="SessionCompressor"/>: takes pieces as they come and gives back plain bytes.</summary>
internal sealed class SessionDecompressor : IDisposable
{
    private readonly ChunkStream _chunks = new();
    private readonly Stream _stream;

    /// <param name="open">Makes the decompressing stream over the pieces.</param>
    public SessionDecompressor(Func<Stream, Stream> open) => _stream = open(_chunks);

    /// <summary>Takes the next piece; nothing is decompressed yet.</summary>
    public void Append(ReadOnlySpan<byte> data) => _chunks.Append(data);

    /// <summary>Fills the span from the pieces taken so far.</summary>
    /// <exception cref="InvalidDataException">The pieces are damaged or end too early.</exception>
    public void Read(Span<byte> plain)
    {
        int found;
        try
        {
            found = _stream.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
        }
        catch (Exception exception) when (exception is ZstdException or EndOfStreamException)
        {
            throw new InvalidDataException($"encoded pixels: {exception.Message}", exception);
        }

        if (found != plain.Length)
        {
            throw new InvalidDataException($"encoded pixels: expected {plain.Length} more bytes, found {found}");
        }
    }

    public byte ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        Read(one);
        return one[0];
    }

    public void Dispose()
    {
        _stream.Dispose();
        _chunks.Dispose();
    }
}
