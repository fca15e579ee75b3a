using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Model;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>A window's outline as the mirror has it (SHAPE protocol, "ShapeQueryExtents", "ShapeGetRectangles").</summary>
internal static class MirrorShape
{
    private const byte QueryExtents = 5;
    private const byte GetRectangles = 8;
    private const byte Bounding = 0;
    private const byte Clip = 1;

    /// <summary>The bounding and the clip region, null where the window has its plain rectangle.</summary>
    public static (PixelRegion? Bounding, PixelRegion? Clip) Ask(MirrorSession mirror, XWindow window)
    {
        var (own, opcode) = (mirror.Own, mirror.Own.OpcodeOf("SHAPE"));
        var extents = own.Answer(own.Ask(own.Compose.Begin(opcode, QueryExtents).U32(window.Id).Request));
        var (isBounded, isClipped) = (extents.U8(8) != 0, extents.U8(9) != 0);
        if (extents.U8(0) != 1)
        {
            return default;
        }

        return (isBounded ? Region(Bounding) : null, isClipped ? Region(Clip) : null);

        PixelRegion Region(uint kind)
        {
            var request = own.Compose.Begin(opcode, GetRectangles).U32(window.Id).U32(kind).Request;
            var answer = own.Answer(own.Ask(request));
            var rects = XResources.Rectangles(answer.From(32));
            return PixelRegion.Of(rects.Take((int)answer.U32(8)));
        }
    }
}
