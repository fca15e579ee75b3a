using System.Globalization;
using SkiaSharp;

namespace TraceLab.Simulation.Codecs.Skia;

/// <summary>
/// Whole image files that give back nearly what they were given, for the pixels of the screen only: the images of primitives
/// go without loss, so that a primitive draws at the client what it says.
/// </summary>
public sealed class LossyCodec : IPixelCodec
{
    /// <summary>The quality that names leave out.</summary>
    public const int UsualQuality = 80;

    private static readonly ZstdCodec Images = new();

    private readonly Func<SKPixmap, int, SKData?> _encode;
    private readonly string _format;
    private readonly int _quality;

    private LossyCodec(string family, string format, int quality, Func<SKPixmap, int, SKData?> encode)
    {
        _encode = encode;
        _format = format;
        _quality = quality;
        Family = family;
    }

    public string Name =>
        _quality == UsualQuality ? Family : string.Create(CultureInfo.InvariantCulture, $"{Family}-{_quality}");

    public string Description =>
        $"{_format} files, lossy, quality {_quality}; {Family}-1 to {Family}-100 name other qualities";

    public bool IsStateless => true;

    public bool IsLossy => true;

    public string Family { get; }

    public IPixelCodec ForImages => Images;

    /// <summary>JPEG with half the colour resolution in both directions, as remote displays send it.</summary>
    public static LossyCodec Jpeg(int quality = UsualQuality) =>
        new(
            "jpeg",
            "JPEG",
            quality,
            (pixels, value) =>
                pixels.Encode(
                    new SKJpegEncoderOptions(
                        value,
                        SKJpegEncoderDownsample.Downsample420,
                        SKJpegEncoderAlphaOption.Ignore
                    )
                )
        );

    public static LossyCodec Webp(int quality = UsualQuality) =>
        new(
            "webp-lossy",
            "WebP",
            quality,
            (pixels, value) => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, value))
        );

    /// <summary>The same format in another quality, 1 to 100.</summary>
    public LossyCodec With(int quality) => new(Family, _format, quality, _encode);

    public IPixelEncoder CreateEncoder() => new SkiaBlockEncoder(pixels => _encode(pixels, _quality));

    public IPixelDecoder CreateDecoder() => new SkiaBlockDecoder();
}
