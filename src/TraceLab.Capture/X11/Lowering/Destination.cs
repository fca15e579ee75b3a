using TraceLab.Capture.X11.Model;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// Where a request draws. <paramref name="Origin"/> is the drawable's (0, 0), and <paramref name="Bounds"/> all it can
/// reach, in pixels of the screen for a window and of its own for a pixmap; <paramref name="Clip"/> is what it does reach.
/// </summary>
internal sealed record Destination(
    XWindow? Window,
    XPixmap? Pixmap,
    byte Depth,
    Point Origin,
    Rect Bounds,
    PixelRegion Clip
)
{
    public bool IsScreen => Window is not null;

    /// <summary>Whether its pixels are those of a surface of the trace.</summary>
    public bool HasColor => Window is not null || Pixmap is { HasColor: true };

    /// <summary>A rectangle of the drawable in pixels of the surface.</summary>
    public Rect Place(Rect area) => area.Offset(Origin.X, Origin.Y);

    /// <summary>The part of an area that is reached, for a command; null if none is.</summary>
    public DrawTarget? Target(int surfaceId, Rect area) => Target(surfaceId, area, Clip);

    /// <summary>As <see cref="Target(int, Rect)"/>, of some rectangles only.</summary>
    public DrawTarget? Target(int surfaceId, PixelRegion region) =>
        Target(surfaceId, region.Bounds, Clip.Intersect(region));

    public static DrawTarget? Target(int surfaceId, Rect area, PixelRegion clip)
    {
        var reached = clip.Intersect(PixelRegion.Of(area));
        if (reached.IsEmpty)
        {
            return null;
        }

        return reached.Rects.Length == 1 && reached.Bounds == area
            ? new DrawTarget(surfaceId, area)
            : new DrawTarget(surfaceId, area, reached.Rects.ToArray());
    }

    /// <summary>A window as it is visible, with or without what lies in it.</summary>
    public static Destination Of(XWindow window, WindowRegions regions, bool includesInferiors, Rect screen)
    {
        var origin = window.Origin;
        var parts = regions.Of(window);
        var area = Rect.FromSize(origin.X, origin.Y, window.Width, window.Height).Intersect(screen);
        return new Destination(
            window,
            null,
            window.Depth,
            origin,
            window.IsViewable ? area : Rect.Empty,
            includesInferiors ? parts.Inside : parts.Own
        );
    }

    public static Destination Of(XPixmap pixmap)
    {
        var area = new Rect(0, 0, pixmap.Width, pixmap.Height);
        return new Destination(null, pixmap, pixmap.Depth, default, area, PixelRegion.Of(area));
    }

    /// <summary>The same, clipped further by a region in the drawable's own pixels.</summary>
    public Destination ClippedBy(PixelRegion? region, Point regionOrigin) =>
        region is null
            ? this
            : this with
            {
                Clip = Clip.Intersect(region.Offset(Origin.X + regionOrigin.X, Origin.Y + regionOrigin.Y)),
            };
}
