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
    public IEnumerable<SessionEvent> Events(long timeNanoseconds) => Events(timeNanoseconds, CopyOf);

    /// <summary>Likewise, with the images that <paramref name="pixelsOf"/> makes of surfaces.</summary>
    internal IEnumerable<SessionEvent> Events(long timeNanoseconds, Func<Surface, Image?> pixelsOf)
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
                pixelsOf(surface)
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

    private static Image? CopyOf(Surface surface) =>
        BytesOf(surface) is { IsEmpty: false } bytes ? ImageOf(surface, bytes.ToArray(), 0) : null;

    /// <summary>A surface's pixels as an image's bytes; none where all are black.</summary>
    internal static ReadOnlySpan<byte> BytesOf(Surface surface)
    {
        var bytes = MemoryMarshal.AsBytes(surface.ReadPixels);
        return bytes.IndexOfAnyExcept((byte)0) < 0 ? [] : bytes;
    }

    /// <summary>Such bytes as an image.</summary>
    internal static Image ImageOf(Surface surface, byte[] buffer, int start) =>
        new(
            surface.Width,
            surface.Height,
            surface.Format == SurfaceFormat.Argb32 ? ImageFormat.Argb32 : ImageFormat.Xrgb32,
            buffer,
            start
        );
}
