using TraceLab.Results;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder;

/// <summary>How a run turns a choice into bytes, whatever its policy: one part of each registry.</summary>
public sealed record RunFormat(IWire Wire, IPixelCodec Codec, RectangleRule Rectangles)
{
    /// <summary>Whether bytes depend on the picture.</summary>
    public bool Compresses => Codec is not RawCodec;

    /// <exception cref="ArgumentException">The settings name something that does not exist, or a codec that the wire cannot carry.</exception>
    public static RunFormat Of(RunSettings settings)
    {
        var wire = WireFormats.ByName(settings.Wire);
        return new RunFormat(
            wire,
            WireFormats.CodecOf(wire, settings.Codec),
            RectangleRules.ByName(settings.Rectangles)
        );
    }
}
