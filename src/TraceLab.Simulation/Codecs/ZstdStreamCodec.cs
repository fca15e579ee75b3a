using TraceLab.Simulation.Codecs.Streams;
using ZstdSharp;

namespace TraceLab.Simulation.Codecs;

/// <summary>
/// One Zstandard frame for the whole session, flushed after each rectangle: what was sent before, in this frame of the screen
/// or an earlier one, is the dictionary of what comes (RFC 8878 section 3.1.1.1.2, the window).
/// </summary>
public sealed class ZstdStreamCodec : IPixelCodec
{
    private static readonly ZstdCodec Alone = new();

    public string Name => "zstd-stream";

    public string Description => "Zstandard, level 3, one stream for the session, flushed after each rectangle";

    public bool IsStateless => false;

    public IPixelEncoder CreateEncoder() => new StreamedBlockEncoder(Compressing);

    public IPixelDecoder CreateDecoder() => new StreamedBlockDecoder(Decompressing);

    /// <summary>A new stream for each trial would cost more time than compressing.</summary>
    public IPixelEncoder CreateTrialEncoder() => Alone.CreateEncoder();

    private static CompressionStream Compressing(Stream target) => new(target, ZstdCodec.Level, leaveOpen: true);

    private static DecompressionStream Decompressing(Stream source) => new(source, leaveOpen: true);
}
