using TraceLab.Capture.X11.Model;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>Composite from pixels of a drawable, one to one: a copy, a tiled fill or a blend.</summary>
internal static class CompositeLowering
{
    public static IReadOnlyList<DrawingCommand>? Pixels(
        SurfaceSource surfaces,
        Destination destination,
        Rect to,
        XPicture source,
        Destination drawable,
        Point corner,
        bool isOver,
        byte constantAlpha
    )
    {
        var from = drawable.Place(Rect.FromSize(corner.X, corner.Y, to.Width, to.Height));
        var readable = drawable.Clip.Offset(to.Left - from.Left, to.Top - from.Top);
        var replaces = constantAlpha == 255 && (!isOver || !source.Format.HasAlpha);
        var (id, sourceId) = (surfaces.IdOf(destination), surfaces.IdOf(drawable));
        if (source.Repeat == 1 && !drawable.Bounds.Contains(from))
        {
            return replaces && drawable.Pixmap is { } tile
                ? Tiled(surfaces, destination, to, tile, sourceId, corner)
                : null;
        }

        if (!isOver && !drawable.Bounds.Contains(from))
        {
            return null;
        }

        if (Destination.Target(id, to, destination.Clip.Intersect(readable)) is not { } target)
        {
            return [];
        }

        if (replaces)
        {
            return [new CopyCommand(surfaces.TimeNanoseconds, target, sourceId, from)];
        }

        return isOver
            ?
            [
                new BlendCommand(
                    surfaces.TimeNanoseconds,
                    target,
                    PixelSource.Of(sourceId, from),
                    constantAlpha,
                    source.Format.HasAlpha
                ),
            ]
            : null;
    }

    private static FillCommand[] Tiled(
        SurfaceSource surfaces,
        Destination destination,
        Rect to,
        XPixmap tile,
        int tileId,
        Point corner
    )
    {
        if (destination.Target(surfaces.IdOf(destination), to) is not { } target)
        {
            return [];
        }

        var pattern = PixelSource.Of(tileId, new Rect(0, 0, tile.Width, tile.Height));
        var origin = new Point(to.Left - corner.X, to.Top - corner.Y);
        return [new FillCommand(surfaces.TimeNanoseconds, target, Brush.Tiled(pattern, origin))];
    }
}
