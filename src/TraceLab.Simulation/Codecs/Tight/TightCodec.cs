using TraceLab.Simulation.Codecs.Streams;

namespace TraceLab.Simulation.Codecs.Tight;

/// <summary>
/// Like Tight of the RFB protocol: a rectangle is one colour, two colours (a bit each), a palette (a byte each), a gradient
/// (differences from a prediction) or plain pixels; all but the first through zlib, with a stream of its own for each. Lossless,
/// and without Tight's search for solid rectangles inside others.
/// </summary>
public sealed class TightCodec : IPixelCodec
{
    internal const int MaxColors = 256;

    /// <summary>Fewer bytes than this go uncompressed, as in Tight.</summary>
    internal const int MinCompressedBytes = 12;

    public string Name => "tight";

    public string Description =>
        "like Tight: one colour, two colours, palette, gradient or plain, zlib streams for the session";

    public bool IsStateless => false;

    public IPixelEncoder CreateEncoder() => new TightEncoder();

    public IPixelDecoder CreateDecoder() => new TightDecoder();

    internal static SessionCompressor[] Compressors() =>
        [.. Enum.GetValues<TightKind>().Select(_ => new SessionCompressor(ZlibCodec.Compressing))];

    internal static SessionDecompressor[] Decompressors() =>
        [.. Enum.GetValues<TightKind>().Select(_ => new SessionDecompressor(ZlibCodec.Decompressing))];
}

/// <summary>The first byte of an encoded rectangle.</summary>
internal enum TightKind : byte
{
    Solid = 0,
    TwoColors = 1,
    Indexed = 2,
    Gradient = 3,
    Plain = 4,
}
