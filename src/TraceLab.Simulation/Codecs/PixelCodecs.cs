using System.Globalization;
using TraceLab.Simulation.Codecs.Hextile;
using TraceLab.Simulation.Codecs.Skia;
using TraceLab.Simulation.Codecs.Tight;
using TraceLab.Simulation.Codecs.Zrle;

namespace TraceLab.Simulation.Codecs;

/// <summary>The registry of pixel codecs: one more codec is one new file and one line here.</summary>
public static class PixelCodecs
{
    public const string Default = "lz4";

    public static IReadOnlyList<IPixelCodec> All { get; } =
    [
        new RawCodec(),
        new RleCodec(),
        Lz4Codec.Fast(),
        Lz4Codec.High(),
        new ZlibCodec(),
        new ZstdCodec(),
        new ZstdStreamCodec(),
        new ZstdDictionaryCodec(),
        new HextileCodec(),
        new ZrleCodec(),
        new TightCodec(),
        new PngCodec(),
        new WebpCodec(),
        new AutoCodec(
            new RawCodec(),
            new RleCodec(),
            Lz4Codec.High(),
            new ZstdCodec(),
            new PngCodec(),
            new WebpCodec()
        ),
    ];

    /// <summary>Those that change pixels, in their usual quality. Their results are never counted among those of others.</summary>
    public static IReadOnlyList<LossyCodec> Lossy { get; } = [LossyCodec.Jpeg(), LossyCodec.Webp()];

    /// <summary>The names that help texts list: lossless ones first.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. All.Select(codec => codec.Name), .. Lossy.Select(codec => codec.Name)];

    /// <exception cref="ArgumentException">There is no codec of that name.</exception>
    public static IPixelCodec ByName(string name) =>
        Find(name)
        ?? throw new ArgumentException(
            $"unknown pixel codec '{name}': expected one of {string.Join(", ", Names)}",
            nameof(name)
        );

    /// <summary>The codec of that name, or null. A lossy one may be named with a quality, such as <c>jpeg-50</c>.</summary>
    public static IPixelCodec? Find(string name) =>
        All.FirstOrDefault(codec => codec.Name == name)
        ?? Lossy.Select(codec => InQuality(codec, name)).FirstOrDefault(codec => codec is not null);

    private static LossyCodec? InQuality(LossyCodec codec, string name)
    {
        if (name == codec.Family)
        {
            return codec;
        }

        return
            name.StartsWith(codec.Family + "-", StringComparison.Ordinal)
            && int.TryParse(
                name.AsSpan(codec.Family.Length + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var quality
            )
            && quality is >= 1 and <= 100
            ? codec.With(quality)
            : null;
    }
}
