using TraceLab.Capture.X11.Model;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// What a change of the window tree paints: pixels that move with their window are copied, and what becomes visible gets
/// its window's background or border (X protocol, "ConfigureWindow", "MapWindow").
/// </summary>
internal static class WindowPainting
{
    /// <summary>
    /// The commands from one arrangement of windows to the next, copies first. <paramref name="repainted"/> is a window
    /// whose border is painted anew, or null.
    /// </summary>
    public static List<DrawingCommand> Propose(
        SurfaceSource surfaces,
        WindowRegions before,
        WindowRegions after,
        XWindow? repainted
    )
    {
        var moved = new Dictionary<Point, List<Rect>>();
        var fills = new List<DrawingCommand>();
        foreach (var (window, parts) in after.All)
        {
            var old = before.Of(window);
            if (parts.Equals(old) && window != repainted)
            {
                continue;
            }

            var keptInside = Kept(window, old, parts, moved);
            var exposed = parts.Own.Subtract(keptInside);
            var (paint, corner) = FillLowering.BackgroundOf(window);
            fills.AddRange(FillLowering.Paint(surfaces, paint, corner, exposed) ?? []);
            var border = BorderKept(window, old, parts, moved, repainted);
            var origin = new Point(parts.Area.Left, parts.Area.Top);
            fills.AddRange(FillLowering.Paint(surfaces, window.Border, origin, parts.Border.Subtract(border)) ?? []);
        }

        var commands = new List<DrawingCommand>();
        foreach (var (shift, rects) in moved)
        {
            var region = PixelRegion.Of(rects);
            var target = Destination.Target(Surface.ScreenId, region.Bounds, region)!;
            var source = region.Bounds.Offset(-shift.X, -shift.Y);
            commands.Add(new CopyCommand(surfaces.TimeNanoseconds, target, Surface.ScreenId, source));
        }

        commands.AddRange(fills);
        return commands;
    }

    // Pixels of the inside that the window takes with it; those that move are noted.
    private static PixelRegion Kept(
        XWindow window,
        VisibleParts old,
        VisibleParts parts,
        Dictionary<Point, List<Rect>> moved
    )
    {
        var growthX = parts.Area.Width - old.Area.Width;
        var growthY = parts.Area.Height - old.Area.Height;
        if (old.Own.IsEmpty || (window.BitGravity == 0 && (growthX != 0 || growthY != 0)))
        {
            return PixelRegion.Empty;
        }

        var (x, y) = WindowConfiguring.Shift(window.BitGravity, growthX, growthY);
        return Move(old.Own, parts.Own, parts.Area.Left - old.Area.Left + x, parts.Area.Top - old.Area.Top + y, moved);
    }

    private static PixelRegion BorderKept(
        XWindow window,
        VisibleParts old,
        VisibleParts parts,
        Dictionary<Point, List<Rect>> moved,
        XWindow? repainted
    )
    {
        var isResized = old.Area.Width != parts.Area.Width || old.Area.Height != parts.Area.Height;
        return old.Border.IsEmpty || isResized || window == repainted
            ? PixelRegion.Empty
            : Move(old.Border, parts.Border, parts.Area.Left - old.Area.Left, parts.Area.Top - old.Area.Top, moved);
    }

    private static PixelRegion Move(PixelRegion old, PixelRegion now, int x, int y, Dictionary<Point, List<Rect>> moved)
    {
        var kept = old.Offset(x, y).Intersect(now);
        if ((x, y) != (0, 0) && !kept.IsEmpty)
        {
            var shift = new Point(x, y);
            var rects = moved.TryGetValue(shift, out var known) ? known : moved[shift] = [];
            rects.AddRange(kept.Rects);
        }

        return kept;
    }
}
