using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Client;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>
/// Modelled: bytes of our own, of the lengths that the messages of SPICE's display channel have (spice.proto of spice-common,
/// with the mini header of 6 bytes): COPY_BITS 35, DRAW_FILL with a colour 47, DRAW_COPY of a cached image 81 and 16 for each
/// clip rectangle after 4 for their number. Pixels of the framebuffer go as SPICE sends them, as a DRAW_COPY. A client has no
/// glyph cache, because DRAW_TEXT carries its glyphs.
/// </summary>
public sealed class SpiceWire : IWire
{
    public string Name => "spice";

    public string Description => "modelled: as many bytes as SPICE's drawing messages, a copy is 35 and a fill 47";

    public ClientProfile Limit(ClientProfile profile) => profile with { GlyphCacheBytes = 0 };

    public int PrimitiveHeaderBytes(CommandKind kind, Rect area, int clipRectangles, int payloadBytes)
    {
        var clip = SpiceLengths.ClipBytes(clipRectangles);
        return clip
            + kind switch
            {
                CommandKind.Copy => SpiceLengths.CopyBits,
                CommandKind.Fill => SpiceLengths.SolidFill,
                _ => SpiceLengths.CarriedCopy,
            };
    }

    public IFrameWriter CreateWriter() => new PaddedWriter(new SpiceLengths());

    public void Read(ReadOnlySpan<byte> frame, IFrameSink sink)
    {
        var reader = new VarintReader(frame);
        var parts = new PaddedParts(sink, new SpiceLengths());
        while (!reader.AtEnd)
        {
            parts.ReadOne(ref reader);
        }
    }
}
