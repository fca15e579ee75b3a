using SkiaSharp;

namespace TraceLab.Simulation.Codecs.Skia;

/// <summary>Whole WebP files, lossless.</summary>
public sealed class WebpCodec : IPixelCodec
{
    // For lossless WebP this is effort, not quality.
    private const float Effort = 50;

    private static readonly SKWebpEncoderOptions Options = new(SKWebpEncoderCompression.Lossless, Effort);

    public string Name => "webp";

    public string Description => "WebP files, lossless";

    public bool IsStateless => true;

    public IPixelEncoder CreateEncoder() => new SkiaBlockEncoder(pixels => pixels.Encode(Options));

    public IPixelDecoder CreateDecoder() => new SkiaBlockDecoder();
}
