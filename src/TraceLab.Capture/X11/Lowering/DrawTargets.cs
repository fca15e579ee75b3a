using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>Where requests draw, and read, as of this request.</summary>
internal sealed class DrawTargets(XResources resources, WindowLowering windows, WireSession session)
{
    public Rect Screen { get; } = new(0, 0, session.Width, session.Height);

    /// <summary>A drawable by id; null if it is unknown.</summary>
    public Destination? Of(uint drawable, bool includesInferiors) =>
        resources.Pixmaps.TryGetValue(drawable, out var pixmap) ? Destination.Of(pixmap)
        : resources.Windows.TryGetValue(drawable, out var window) && !window.IsInputOnly
            ? Destination.Of(window, windows.Regions, includesInferiors, Screen)
        : null;

    /// <summary>A drawable as a graphics context draws to it.</summary>
    public Destination? Of(uint drawable, XGraphicsContext context) =>
        Of(drawable, context.IncludesInferiors)?.ClippedBy(context.Clip, context.ClipOrigin);

    /// <summary>What a picture draws to; null for a source without a drawable.</summary>
    public Destination? Of(XPicture picture) => Readable(picture)?.ClippedBy(picture.Clip, picture.ClipOrigin);

    /// <summary>What a picture reads, where its own clip is of no matter.</summary>
    public Destination? Readable(XPicture picture) =>
        picture.Pixmap is { } pixmap ? Destination.Of(pixmap)
        : picture.Window is { IsInputOnly: false } window
            ? Destination.Of(window, windows.Regions, picture.IncludesInferiors, Screen)
        : null;
}
