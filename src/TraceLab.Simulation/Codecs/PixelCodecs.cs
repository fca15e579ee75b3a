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

    /// <exception cref="ArgumentException">There is no codec of that name.</exception>
    public static IPixelCodec ByName(string name) =>
        All.FirstOrDefault(codec => codec.Name == name)
        ?? throw new ArgumentException(
            $"unknown pixel codec '{name}': expected one of {string.Join(", ", All.Select(c => c.Name))}",
            nameof(name)
        );
}
