using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.TraceFormat.Keyframes;

/// <summary>
/// All that earlier events leave behind at one moment of a session: surfaces with their pixels, and the cursor. Not
/// thread-safe.
/// </summary>
public sealed class SessionState
{
    private readonly Painter _painter;
    private CursorChanged? _shape;
    private CursorChanged? _cursor;

    public SessionState() => _painter = new Painter(Surfaces);

    public SurfaceSet Surfaces { get; } = new();

    public void Apply(SessionEvent sessionEvent)
    {
        if (sessionEvent is CursorChanged cursor)
        {
            _cursor = cursor;
            _shape = cursor.Shape is null ? _shape : cursor;
        }

        _painter.Apply(sessionEvent);
    }

    /// <summary>
    /// The events that lead to this state from nothing, all at one time: surfaces by number with their pixels as initial
    /// images (none where all are black), then the cursor. They hold copies.
    /// </summary>
    public IEnumerable<SessionEvent> Events(long timeNanoseconds)
    {
        foreach (var id in Surfaces.Ids.Order().ToArray())
        {
            _ = Surfaces.TryGet(id, out var surface);
            yield return new SurfaceCreated(
                timeNanoseconds,
                id,
                surface!.Width,
                surface.Height,
                surface.Format,
                PixelsOf(surface)
            );
        }

        if (_shape is not null)
        {
            yield return _shape with
            {
                TimeNanoseconds = timeNanoseconds,
            };
        }

        if (_cursor is not null && _cursor != _shape)
        {
            yield return _cursor with
            {
                TimeNanoseconds = timeNanoseconds,
            };
        }
    }

    private static Image? PixelsOf(Surface surface)
    {
        var pixels = MemoryMarshal.AsBytes(surface.Pixels.AsSpan());
        var format = surface.Format == SurfaceFormat.Argb32 ? ImageFormat.Argb32 : ImageFormat.Xrgb32;
        return pixels.IndexOfAnyExcept((byte)0) < 0
            ? null
            : new Image(surface.Width, surface.Height, format, pixels.ToArray());
    }
}
