using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Model;

internal enum BackgroundKind : byte
{
    None = 0,
    ParentRelative = 1,
    Pixel = 2,
    Pixmap = 3,
}

/// <summary>What a window, or its border, is painted with where it becomes visible.</summary>
internal readonly record struct Paint(BackgroundKind Kind, uint Pixel, XPixmap? Pixmap)
{
    /// <summary>What servers give the root window: black, which is 0 on every screen of true colour.</summary>
    public static readonly Paint OfRoot = Of(0);

    public static Paint Of(uint pixel) => new(BackgroundKind.Pixel, pixel, null);
}

/// <summary>A window as requests have left it. Its position is that of the border's corner inside the parent.</summary>
internal sealed class XWindow(uint id, XWindow? parent, byte depth, bool isInputOnly)
{
    public uint Id { get; } = id;

    public byte Depth { get; } = depth;

    /// <summary>Such a window shows nothing and hides nothing.</summary>
    public bool IsInputOnly { get; } = isInputOnly;

    public XWindow? Parent { get; set; } = parent;

    /// <summary>From the bottom to the top.</summary>
    public List<XWindow> Children { get; } = [];

    public int X { get; set; }

    public int Y { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public int BorderWidth { get; set; }

    public bool IsMapped { get; set; }

    /// <summary>Whether a window manager has nothing to say about it.</summary>
    public bool OverridesRedirect { get; set; }

    public Paint Background { get; set; }

    public Paint Border { get; set; } = Paint.Of(0);

    /// <summary>0 means forget, 1 to 9 north-west to south-east, 10 static (X protocol, "CreateWindow").</summary>
    public byte BitGravity { get; set; }

    public byte WindowGravity { get; set; } = 1;

    /// <summary>SHAPE's bounding and clip regions, from the window's own origin; null for the plain rectangle.</summary>
    public PixelRegion? BoundingShape { get; set; }

    public PixelRegion? ClipShape { get; set; }

    /// <summary>The client that redirects its children (SubstructureRedirect); 0 for none.</summary>
    public uint RedirectingClient { get; set; }

    /// <summary>Where the window's own (0, 0) lies on the screen.</summary>
    public Point Origin
    {
        get
        {
            var (x, y) = (0, 0);
            for (var window = this; window is not null; window = window.Parent)
            {
                x += window.X + window.BorderWidth;
                y += window.Y + window.BorderWidth;
            }

            return new Point(x, y);
        }
    }

    /// <summary>The inside, from its own origin.</summary>
    public Rect Area => new(0, 0, Width, Height);

    /// <summary>Whether it and all that it lies in are mapped.</summary>
    public bool IsViewable
    {
        get
        {
            var window = this;
            while (window is { IsMapped: true, Parent: not null })
            {
                window = window.Parent;
            }

            return window.IsMapped;
        }
    }

    public bool IsInside(XWindow other)
    {
        var window = this;
        while (window is not null && window != other)
        {
            window = window.Parent;
        }

        return window is not null;
    }
}
