using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>RENDER's shapes with soft edges: one colour, laid over what is there by the shape's coverage.</summary>
internal static class ShapeLowering
{
    private const int FormatOffset = 16;
    private const int ShapesOffset = 24;
    private const int TrapezoidBytes = 40;

    // What a length of 16 bits can announce, in units of 4 bytes.
    private const int MostBytes = ushort.MaxValue * 4;

    /// <param name="request">RENDER Trapezoids.</param>
    /// <param name="destination">Where it draws.</param>
    /// <param name="picture">The same as a picture.</param>
    /// <param name="ink">What it draws with.</param>
    /// <param name="reach">Where, in pixels of the drawable, shapes can be asked for.</param>
    public static Drawing Trapezoids(
        WireBytes request,
        Destination destination,
        XPicture picture,
        XPicture? ink,
        Rect reach
    )
    {
        var origin = destination.Origin;
        var area = ShapeBounds
            .Trapezoids(request.From(ShapesOffset))
            .Intersect(destination.Bounds.Offset(-origin.X, -origin.Y));
        var drawing = new Drawing(destination, destination.Place(area), "RENDER Trapezoids", Propose: null)
        {
            Obstacle = ObstacleOf(request, picture, ink, reach.Contains(area)),
        };
        if (drawing.Obstacle is not null || !destination.HasColor || area.IsEmpty)
        {
            return drawing;
        }

        var shape = new SoftShape(request.From(FormatOffset).Bytes.ToArray(), area);
        return drawing with
        {
            Shape = shape,
            Propose = surfaces =>
                Stencil.Propose(
                    surfaces,
                    destination,
                    drawing.Area,
                    shape.Mask,
                    corner: default,
                    RenderLowering.ColorOf(surfaces, ink!)
                ),
        };
    }

    private static string? ObstacleOf(WireBytes request, XPicture picture, XPicture? ink, bool isInReach)
    {
        var isOneByOne = request.U32(FormatOffset) == 0 && request.Length > ShapesOffset + TrapezoidBytes;
        return RenderLowering.InkObstacle(request.U8(4), picture, ink)
            ?? (isOneByOne ? "several shapes without a mask format" : null)
            ?? (isInReach && request.Length <= MostBytes ? null : "shapes larger than the screen");
    }
}
