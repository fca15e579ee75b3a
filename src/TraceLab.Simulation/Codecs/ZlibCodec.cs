using System.IO.Compression;
using TraceLab.Simulation.Codecs.Streams;

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

    public IPixelEncoder CreateEncoder() => new StreamedBlockEncoder(Compressing);

    public IPixelDecoder CreateDecoder() => new StreamedBlockDecoder(Decompressing);

    internal static Stream Compressing(Stream target) =>
        new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true);

    internal static Stream Decompressing(Stream source) =>
        new ZLibStream(source, CompressionMode.Decompress, leaveOpen: true);
}
