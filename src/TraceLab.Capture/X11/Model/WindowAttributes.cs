using TraceLab.Capture.X11.Protocol;

namespace TraceLab.Capture.X11.Model;

/// <summary>The attributes of a window that matter to pixels (X protocol, "CreateWindow").</summary>
internal static class WindowAttributes
{
    private const int BackgroundPixmap = 0;
    private const int BackgroundPixel = 1;
    private const int BorderPixmap = 2;
    private const int BorderPixel = 3;
    private const int BitGravity = 4;
    private const int WindowGravity = 5;
    private const int OverrideRedirect = 9;
    private const int EventMask = 11;
    private const uint ParentRelative = 1;
    private const uint SubstructureRedirect = 1 << 20;

    /// <summary>Takes over what the values say; whether that shows at once, which only a border's paint does.</summary>
    public static bool Change(XResources resources, XWindow window, ValueList values, uint client)
    {
        ChangePaint(resources, window, values);
        window.BitGravity = (byte)values.Or(BitGravity, window.BitGravity);
        window.WindowGravity = (byte)values.Or(WindowGravity, window.WindowGravity);
        window.OverridesRedirect = values.Has(OverrideRedirect)
            ? values[OverrideRedirect] != 0
            : window.OverridesRedirect;
        if (values.Has(EventMask))
        {
            var redirects = (values[EventMask] & SubstructureRedirect) != 0;
            var wasOurs = window.RedirectingClient == client;
            window.RedirectingClient =
                redirects ? client
                : wasOurs ? 0
                : window.RedirectingClient;
        }

        return (values.Has(BorderPixmap) || values.Has(BorderPixel)) && window.BorderWidth > 0 && window.IsViewable;
    }

    private static void ChangePaint(XResources resources, XWindow window, ValueList values)
    {
        var (oldBackground, oldBorder) = (window.Background.Pixmap, window.Border.Pixmap);
        if (values.Has(BackgroundPixmap))
        {
            var paint = PaintOf(resources, values[BackgroundPixmap]);

            // Nothing can show through the root window: it gets back what it had first (X protocol, "CreateWindow").
            window.Background = window.Parent is null && paint.Pixmap is null ? Paint.OfRoot : paint;
        }

        if (values.Has(BackgroundPixel))
        {
            window.Background = Paint.Of(values[BackgroundPixel]);
        }

        if (values.Has(BorderPixmap))
        {
            var id = values[BorderPixmap];
            window.Border = id == 0 && window.Parent is { } parent ? parent.Border : PaintOf(resources, id);
        }

        if (values.Has(BorderPixel))
        {
            window.Border = Paint.Of(values[BorderPixel]);
        }

        resources.Keep(window.Background.Pixmap);
        resources.Keep(window.Border.Pixmap);
        resources.Drop(oldBackground);
        resources.Drop(oldBorder);
    }

    private static Paint PaintOf(XResources resources, uint id) =>
        id == ParentRelative ? new Paint(BackgroundKind.ParentRelative, 0, null)
        : resources.Pixmaps.TryGetValue(id, out var pixmap) ? new Paint(BackgroundKind.Pixmap, 0, pixmap)
        : default;
}
