using TraceLab.Capture.X11.Model;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// The trace's own surfaces as they are at one moment of the session, and the way into the trace. Pixmaps become surfaces
/// when they are first drawn to or read.
/// </summary>
internal sealed class SurfaceSource(Action<SessionEvent> sink)
{
    private readonly SurfaceSet _surfaces = new();
    private Painter? _painter;
    private int _lastSurfaceId;

    /// <summary>The time of whatever is emitted next.</summary>
    public long TimeNanoseconds { get; set; }

    public Surface Screen => _surfaces.Screen!;

    private Painter Painter => _painter ??= new Painter(_surfaces);

    public void CreateScreen(Image pixels) =>
        Emit(
            new SurfaceCreated(
                TimeNanoseconds,
                Surface.ScreenId,
                pixels.Width,
                pixels.Height,
                SurfaceFormat.Xrgb32,
                pixels
            )
        );

    /// <summary>The surface of a pixmap that has colour.</summary>
    public Surface Of(XPixmap pixmap)
    {
        _ = IdOf(pixmap);
        return _surfaces.TryGet(pixmap.SurfaceId, out var surface)
            ? surface
            : throw new InvalidOperationException("a pixmap's surface is missing");
    }

    public int IdOf(XPixmap pixmap)
    {
        if (pixmap.SurfaceId == 0)
        {
            pixmap.SurfaceId = ++_lastSurfaceId;
            var format = pixmap.Depth == 32 ? SurfaceFormat.Argb32 : SurfaceFormat.Xrgb32;
            Emit(
                new SurfaceCreated(
                    TimeNanoseconds,
                    pixmap.SurfaceId,
                    pixmap.Width,
                    pixmap.Height,
                    format,
                    Initial: null
                )
            );
        }

        return pixmap.SurfaceId;
    }

    public int IdOf(Destination destination) => destination.Pixmap is { } pixmap ? IdOf(pixmap) : Surface.ScreenId;

    public Surface Of(Destination destination) => destination.Pixmap is { } pixmap ? Of(pixmap) : Screen;

    public void Drop(XPixmap pixmap)
    {
        if (pixmap.SurfaceId != 0)
        {
            Emit(new SurfaceDestroyed(TimeNanoseconds, pixmap.SurfaceId));
        }
    }

    /// <summary>Draws on the surfaces only.</summary>
    public void Try(DrawingCommand command) => Painter.Execute(command);

    /// <summary>Adds to the trace only, what was drawn already.</summary>
    public void Keep(SessionEvent sessionEvent) => sink(sessionEvent);

    /// <summary>Adds to the trace and draws.</summary>
    public void Emit(SessionEvent sessionEvent)
    {
        Painter.Apply(sessionEvent);
        sink(sessionEvent);
    }
}
