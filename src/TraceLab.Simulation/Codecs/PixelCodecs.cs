namespace TraceLab.Simulation.Codecs;

/// <summary>The registry of pixel codecs: one more codec is one new file and one line here.</summary>
public static class PixelCodecs
{
    public const string Default = "lz4";

    public static IReadOnlyList<IPixelCodec> All { get; } =
    [new RawCodec(), new Lz4Codec(), new ZlibCodec(), new ZstdCodec()];

    /// <exception cref="ArgumentException">There is no codec of that name.</exception>
    public static IPixelCodec ByName(string name) =>
        All.FirstOrDefault(codec => codec.Name == name)
        ?? throw new ArgumentException(
            $"unknown pixel codec '{name}': expected one of {string.Join(", ", All.Select(c => c.Name))}",
            nameof(name)
        );
}
