using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// A clipped primitive as primitives without clip lists: one a rectangle of what can be seen of it. The pieces of a copy come
/// in an order in which none overwrites what a later one reads (hazard H3): bands and rectangles in them follow the way
/// from the source to the destination backwards.
/// </summary>
public static class ClipPieces
{
    public static Rect[] Of(DrawingCommand command, Rect visible)
    {
        var pieces = PixelRegion.Of(command.Target.Clip).Intersect(PixelRegion.Of(visible)).Rects.ToArray();
        if (command is not CopyCommand copy)
        {
            return pieces;
        }

        var down = copy.Target.Area.Top > copy.SourceArea.Top;
        var right = copy.Target.Area.Left > copy.SourceArea.Left;
        return
        [
            .. pieces.OrderBy(piece => down ? -piece.Top : piece.Top).ThenBy(piece => right ? -piece.Left : piece.Left),
        ];
    }
}
