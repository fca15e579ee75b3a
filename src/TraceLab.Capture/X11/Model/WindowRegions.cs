using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Model;

/// <summary>
/// What is visible of a window, in screen pixels: <paramref name="Own"/> without its children (where it is drawn on),
/// <paramref name="Inside"/> with them, <paramref name="Border"/> its border alone; and its area, not clipped.
/// </summary>
internal readonly record struct VisibleParts(PixelRegion Own, PixelRegion Inside, PixelRegion Border, Rect Area);

/// <summary>The visible parts of all windows that show something, at one moment.</summary>
internal sealed class WindowRegions
{
    private static readonly VisibleParts Nothing = new(
        PixelRegion.Empty,
        PixelRegion.Empty,
        PixelRegion.Empty,
        default
    );

    private readonly Dictionary<XWindow, VisibleParts> _parts = [];

    public WindowRegions(XWindow root) => Add(root, PixelRegion.Of(root.Area), default);

    /// <summary>Windows that show something; no order.</summary>
    public IEnumerable<KeyValuePair<XWindow, VisibleParts>> All => _parts;

    /// <summary>Empty for a window that shows nothing.</summary>
    public VisibleParts Of(XWindow window) => _parts.GetValueOrDefault(window, Nothing);

    private void Add(XWindow window, PixelRegion available, Point parentOrigin)
    {
        var x = parentOrigin.X + window.X + window.BorderWidth;
        var y = parentOrigin.Y + window.Y + window.BorderWidth;
        var outline = available.Intersect(Outline(window, x, y));
        if (outline.IsEmpty)
        {
            return;
        }

        var inside = outline.Intersect(PixelRegion.Of(Rect.FromSize(x, y, window.Width, window.Height)));
        if (window.ClipShape is { } clip)
        {
            inside = inside.Intersect(clip.Offset(x, y));
        }

        var own = inside;
        for (var i = window.Children.Count - 1; i >= 0 && !own.IsEmpty; i--)
        {
            var child = window.Children[i];
            if (child.IsMapped && !child.IsInputOnly)
            {
                Add(child, own, new Point(x, y));
                own = own.Subtract(Outline(child, x + child.X + child.BorderWidth, y + child.Y + child.BorderWidth));
            }
        }

        _parts[window] = new VisibleParts(
            own,
            inside,
            outline.Subtract(inside),
            Rect.FromSize(x, y, window.Width, window.Height)
        );
    }

    private static PixelRegion Outline(XWindow window, int x, int y)
    {
        var border = window.BorderWidth;
        var outer = PixelRegion.Of(
            Rect.FromSize(x - border, y - border, window.Width + (2 * border), window.Height + (2 * border))
        );
        return window.BoundingShape is { } shape ? outer.Intersect(shape.Offset(x, y)) : outer;
    }
}
