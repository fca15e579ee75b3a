using System.Buffers;

namespace TraceLab.Simulation.Codecs.Streams;

/// <summary>Packed pixels of all rectangles in one compressed stream.</summary>
internal sealed class StreamedBlockEncoder(Func<Stream, Stream> open) : BlockEncoder
{
    private readonly SessionCompressor _session = new(open);

    protected override void Compress(ReadOnlySpan<byte> packed, ArrayBufferWriter<byte> output) =>
        _session.Compress(packed, output);

    protected override void Dispose(bool disposing)
    {
        _session.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The client's side of a <see cref="StreamedBlockEncoder"/>.</summary>
internal sealed class StreamedBlockDecoder(Func<Stream, Stream> open) : BlockDecoder
{
    private readonly SessionDecompressor _session = new(open);

    protected override int Decompress(ReadOnlySpan<byte> data, Span<byte> packed)
    {
        _session.Append(data);
        _session.Read(packed);
        return packed.Length;
    }

    protected override void Dispose(bool disposing)
    {
        _session.Dispose();
        base.Dispose(disposing);
    }
}
