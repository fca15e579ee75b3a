using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// Lets the mirror draw shapes once more: in opaque white, into a mask of our own that was cleared before, so that the
/// mask is their coverage. The mask is as large as the screen, and shapes lie in it where they lie in their drawable.
/// </summary>
internal sealed class ShapeRasteriser
{
    private const byte CreatePixmap = 53;
    private const byte OperatorSource = 1;
    private const byte OperatorOver = 3;
    private const uint Transparent = 0;
    private const uint Opaque = uint.MaxValue;

    private readonly byte _render;
    private readonly uint _mask;
    private readonly uint _picture;
    private readonly uint _white;

    /// <summary>The mirror must be turned to our own connection.</summary>
    public ShapeRasteriser(MirrorSession mirror, IReadOnlyDictionary<uint, PictureFormat> formats, Rect screen)
    {
        var own = mirror.Own;
        _render = mirror.Own.OpcodeOf("RENDER");
        (_mask, _picture, _white) = (own.NewId(), own.NewId(), own.NewId());
        var maskFormat = formats.First(format => format.Value.IsCoverage).Key;
        var root = own.Setup.Root;
        own.Send(own.Compose.Begin(CreatePixmap, 8).U32(_mask).U32(root).U16(screen.Width).U16(screen.Height).Request);
        own.Send(
            own.Compose.Begin(_render, (byte)RenderOpcode.CreatePicture)
                .U32(_picture)
                .U32(_mask)
                .U32(maskFormat)
                .U32(0)
                .Request
        );
        own.Send(
            own.Compose.Begin(_render, (byte)RenderOpcode.CreateSolidFill).U32(_white).U32(Opaque).U32(Opaque).Request
        );
    }

    /// <summary>Asks in the connection of whoever drew; the answer is for <see cref="SoftShape.Take"/>.</summary>
    public uint Ask(XConnection connection, SoftShape shape)
    {
        var area = shape.Area;
        connection.Send(
            connection
                .Compose.Begin(_render, (byte)RenderOpcode.FillRectangles)
                .Padded([OperatorSource])
                .U32(_picture)
                .U32(Transparent)
                .U32(Transparent)
                .U16(area.Left)
                .U16(area.Top)
                .U16(area.Width)
                .U16(area.Height)
                .Request
        );
        connection.Send(
            connection
                .Compose.Begin(_render, (byte)RenderOpcode.Trapezoids)
                .Padded([OperatorOver])
                .U32(_white)
                .U32(_picture)
                .Padded(shape.FormatAndShapes)
                .Request
        );
        return connection.AskPixels(_mask, area);
    }
}
