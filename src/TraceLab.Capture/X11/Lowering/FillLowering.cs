using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>Fills: backgrounds, filled rectangles, and shapes of one colour.</summary>
internal static class FillLowering
{
    /// <summary>What a window's background is as of this request, and where its pattern's corner lies.</summary>
    public static (Paint Paint, Point Origin) BackgroundOf(XWindow window)
    {
        var painted = window;
        while (painted is { Background.Kind: BackgroundKind.ParentRelative, Parent: not null })
        {
            painted = painted.Parent;
        }

        return (painted.Background, painted.Origin);
    }

    /// <summary>A region of the screen painted so that a pattern's corner lies on an origin; null if that is not modelled.</summary>
    public static IReadOnlyList<DrawingCommand>? Paint(
        SurfaceSource surfaces,
        Paint paint,
        Point origin,
        PixelRegion region
    )
    {
        if (paint.Kind == BackgroundKind.None || Destination.Target(0, region.Bounds, region) is not { } target)
        {
            return [];
        }

        if (paint.Kind == BackgroundKind.Pixel)
        {
            return [new FillCommand(surfaces.TimeNanoseconds, target, Brush.Solid(paint.Pixel & 0x00FFFFFF))];
        }

        return paint.Pixmap is { HasColor: true } pixmap
            ? [new FillCommand(surfaces.TimeNanoseconds, target, Tile(surfaces, pixmap, origin))]
            : null;
    }

    public static Drawing ClearArea(WireBytes request, Destination destination)
    {
        var window = destination.Window!;
        var (paint, origin) = BackgroundOf(window);
        var (x, y) = (request.I16(8), request.I16(10));
        var width = request.U16(12) == 0 ? window.Width - x : request.U16(12);
        var height = request.U16(14) == 0 ? window.Height - y : request.U16(14);
        var area = destination.Place(Rect.FromSize(x, y, width, height)).Intersect(destination.Bounds);
        var region = destination.Clip.Intersect(PixelRegion.Of(area));
        return new Drawing(destination, area, "ClearArea", surfaces => Paint(surfaces, paint, origin, region))
        {
            Obstacle = "background pixmap without colour",
        };
    }

    public static Drawing FillRectangles(WireBytes request, Destination destination, XGraphicsContext context)
    {
        var rects = XResources.Rectangles(request.From(12));
        var placed = PixelRegion.Of(rects.Select(destination.Place));
        var area = placed.Bounds.Intersect(destination.Bounds);
        return new Drawing(destination, area, "PolyFillRectangle", Propose(destination, context, placed, rects))
        {
            PaintsOneColor = IsOneColor(context),
            Obstacle = ObstacleOf(context),
        };
    }

    /// <summary>Lines, arcs, polygons and points: their pixels are the server's affair, their colour is known.</summary>
    public static Drawing Shape(string name, Rect bounds, Destination destination, XGraphicsContext context) =>
        new(destination, destination.Place(bounds).Intersect(destination.Bounds), name, Propose: null)
        {
            PaintsOneColor = IsOneColor(context),
            Obstacle = ObstacleOf(context),
        };

    public static bool IsOneColor(XGraphicsContext context) =>
        context is { FillStyle: FillStyle.Solid or FillStyle.Stippled, Function: RasterOp.Copy };

    private static Func<SurfaceSource, IReadOnlyList<DrawingCommand>?>? Propose(
        Destination destination,
        XGraphicsContext context,
        PixelRegion placed,
        List<Rect> rects
    )
    {
        if (ObstacleOf(context) is not null || !context.WritesAllPlanes(destination.Depth))
        {
            return null;
        }

        // An operation that reads what it overwrites meets the pixels of overlapping rectangles several times.
        if (context.Function.ReadsDestination() && rects.Sum(r => r.Area) != placed.Area)
        {
            return null;
        }

        var origin = new Point(
            destination.Origin.X + context.TileOrigin.X,
            destination.Origin.Y + context.TileOrigin.Y
        );
        return surfaces =>
        {
            if (destination.Target(surfaces.IdOf(destination), placed) is not { } target)
            {
                return [];
            }

            var brush = context is { FillStyle: FillStyle.Tiled, Tile: { } tile }
                ? Tile(surfaces, tile, origin)
                : Brush.Solid(context.Foreground);
            return [new FillCommand(surfaces.TimeNanoseconds, target, brush, context.Function)];
        };
    }

    private static string? ObstacleOf(XGraphicsContext context) =>
        context switch
        {
            { ClipMask: not null } => "clip mask",
            { FillStyle: FillStyle.Stippled or FillStyle.OpaqueStippled } => "stipple",
            { FillStyle: FillStyle.Tiled, Tile: not { HasColor: true } } => "tile without colour",
            { PlaneMask: not uint.MaxValue } when !context.WritesAllPlanes(24) => "plane mask",
            _ => null,
        };

    private static Brush Tile(SurfaceSource surfaces, XPixmap pixmap, Point origin)
    {
        var area = new Rect(0, 0, pixmap.Width, pixmap.Height);
        return Brush.Tiled(PixelSource.Of(surfaces.IdOf(pixmap), area), origin);
    }
}
