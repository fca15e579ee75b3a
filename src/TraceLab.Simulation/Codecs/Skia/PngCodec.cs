using SkiaSharp;

namespace TraceLab.Simulation.Codecs.Skia;

/// <summary>Whole PNG files, all row filters tried, as browser clients are sent them.</summary>
public sealed class PngCodec : IPixelCodec
{
    private static readonly SKPngEncoderOptions Options = new(SKPngEncoderFilterFlags.AllFilters, zLibLevel: 6);

    public string Name => "png";

    public string Description => "PNG files";

    public bool IsStateless => true;

    public IPixelEncoder CreateEncoder() => new SkiaBlockEncoder(pixels => pixels.Encode(Options));

    public IPixelDecoder CreateDecoder() => new SkiaBlockDecoder();
}
