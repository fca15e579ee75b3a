using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.TraceFormat.Keyframes;

/// <summary>
/// Of a run of events, those that what they leave behind depends on. A command is left out where all that it drew is
/// overwritten before anything reads it: most of what an application draws again and again. So is a surface that ends
/// before anything that is left names it. Found backwards from the end, where all of every surface is needed.
/// </summary>
internal sealed class LiveEvents
{
    private readonly Dictionary<int, NeededPixels?> _surfaces = [];

    // What each event that creates or destroys a surface replaced, in the order of the events.
    private readonly Stack<NeededPixels?> _replaced = [];

    /// <summary>The surfaces that exist before the first event.</summary>
    public LiveEvents(SurfaceSet surfaces)
    {
        foreach (var id in surfaces.Ids)
        {
            _ = surfaces.TryGet(id, out var surface);
            _surfaces[id] = new NeededPixels(surface!.Bounds);
        }
    }

    /// <summary>Marks in <paramref name="isLive"/>, which has a place for each event, those that must be applied.</summary>
    public void Mark(ReadOnlySpan<SessionEvent> events, Span<bool> isLive)
    {
        foreach (var sessionEvent in events)
        {
            Follow(sessionEvent);
        }

        foreach (var surface in _surfaces.Values)
        {
            surface?.AddAll();
        }

        for (var i = events.Length - 1; i >= 0; i--)
        {
            isLive[i] = events[i] is DrawingCommand command ? IsLive(command) : TakeBack(events[i]);
        }
    }

    private void Follow(SessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case SurfaceCreated created:
                Replace(created.SurfaceId, new NeededPixels(new Rect(0, 0, created.Width, created.Height)));
                break;
            case SurfaceDestroyed destroyed:
                Replace(destroyed.SurfaceId, null);
                break;
            default:
                break;
        }
    }

    private void Replace(int id, NeededPixels? surface)
    {
        _replaced.Push(_surfaces.GetValueOrDefault(id));
        _surfaces[id] = surface;
    }

    private bool TakeBack(SessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case SurfaceCreated created:
                var isNamed = _surfaces[created.SurfaceId]!.IsNamed;
                _surfaces[created.SurfaceId] = _replaced.Pop();
                return isNamed;
            case SurfaceDestroyed destroyed:
                _surfaces[destroyed.SurfaceId] = _replaced.Pop();
                return true;
            default:
                return true;
        }
    }

    private bool IsLive(DrawingCommand command)
    {
        if (_surfaces.GetValueOrDefault(command.Target.SurfaceId) is not { } target || !target.Touches(command.Bounds))
        {
            return false;
        }

        target.IsNamed = true;
        if (Overwrites(command))
        {
            RemoveDrawn(target, command.Target);
        }

        Read(command.Source);
        Read(command.SecondSource);
        return true;
    }

    // Whether every pixel within area and clip is set, whatever was there before.
    private bool Overwrites(DrawingCommand command) =>
        command.Rop == RasterOp.Copy
        && command.Target.Mask is null
        && command switch
        {
            FillCommand fill => fill.Brush.Pattern is null,
            ImageCommand image => image.Image.Format != ImageFormat.Alpha8
                && IsWhole(image.Pixels, image.Target, new Rect(0, 0, image.Image.Width, image.Image.Height)),
            CopyCommand copy => _surfaces.GetValueOrDefault(copy.SourceSurfaceId) is { } source
                && IsWhole(copy.Pixels, copy.Target, source.Bounds),
            _ => false,
        };

    private static bool IsWhole(PixelSource pixels, DrawTarget target, Rect bounds) =>
        !pixels.IsScaledTo(target.Area) && bounds.Contains(pixels.Area);

    private static void RemoveDrawn(NeededPixels surface, DrawTarget target)
    {
        if (target.Clip is null)
        {
            surface.Remove(target.Area);
            return;
        }

        foreach (var rect in target.Clip)
        {
            surface.Remove(rect.Intersect(target.Area));
        }
    }

    private void Read(SurfaceArea? source)
    {
        if (source is { } read && _surfaces.GetValueOrDefault(read.SurfaceId) is { } surface)
        {
            surface.IsNamed = true;
            surface.Add(read.Area);
        }
    }
}
