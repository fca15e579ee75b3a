using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Wires.Modelled;
using TraceLab.Simulation.Wires.Rfb;

namespace TraceLab.Simulation.Wires;

/// <summary>The registry of wires: one more wire is one new file and one line here.</summary>
public static class WireFormats
{
    public const string Default = "compact";

    public static IReadOnlyList<IWire> All { get; } =
    [new FixedWire(), new CompactWire(), new RfbWire(), new SpiceWire(), new RdpWire()];

    /// <exception cref="ArgumentException">There is no wire of that name.</exception>
    public static IWire ByName(string name) =>
        All.FirstOrDefault(wire => wire.Name == name)
        ?? throw new ArgumentException(
            $"unknown wire '{name}': expected one of {string.Join(", ", All.Select(w => w.Name))}",
            nameof(name)
        );

    /// <summary>What encodes pixels when a run names this wire and this codec.</summary>
    /// <exception cref="ArgumentException">The wire cannot carry the codec.</exception>
    public static IPixelCodec CodecOf(IWire wire, string codec) =>
        wire.Carry(PixelCodecs.ByName(codec))
        ?? throw new ArgumentException(
            $"the wire '{wire.Name}' cannot carry the pixel codec '{codec}': expected one of {string.Join(", ", CodecsOf(wire))}",
            nameof(codec)
        );

    /// <summary>Whether a wire carries the pixels of a codec; a lossy one may be named with its quality.</summary>
    public static bool Carries(string wire, string codec) =>
        PixelCodecs.Find(codec) is { } found && ByName(wire).Carry(found) is not null;

    /// <summary>The names of the lossless codecs that a wire carries.</summary>
    public static IEnumerable<string> CodecsOf(IWire wire) =>
        PixelCodecs.All.Where(codec => wire.Carry(codec) is not null).Select(codec => codec.Name);
}
