using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// DOUBLE-BUFFER: a back buffer is drawn to like a pixmap of its window's size, and a swap copies it to the window (Double
/// Buffer Extension protocol, "DBESwapBuffers"; what it then holds is the swap action's affair).
/// </summary>
internal sealed class BackBuffers(XResources resources, DrawTargets targets)
{
    private const string Swapping = "DOUBLE-BUFFER SwapBuffers";
    private const int SwapHeadBytes = 8;
    private const int SwapBytes = 8;

    private enum SwapAction : byte
    {
        Undefined = 0,
        Background = 1,
        Untouched = 2,
        Copied = 3,
    }

    private readonly Dictionary<uint, XWindow> _windows = [];

    /// <summary>Takes a request; what it draws, in order.</summary>
    public IReadOnlyList<Drawing> Take(WireBytes request)
    {
        const byte AllocateName = 1;
        const byte DeallocateName = 2;
        const byte SwapBuffers = 3;
        switch (request.U8(1))
        {
            case AllocateName when Allocate(request) is { } first:
                return [first];
            case DeallocateName:
                Deallocate(request);
                return [];
            case SwapBuffers:
                return Swap(request);
            default:
                return [];
        }
    }

    // A window gets a back buffer, which shows its background first.
    private Drawing? Allocate(WireBytes request)
    {
        if (!resources.Windows.TryGetValue(request.U32(4), out var window))
        {
            return null;
        }

        _windows[request.U32(8)] = window;
        return Background(window, Create(request.U32(8), window));
    }

    private void Deallocate(WireBytes request)
    {
        if (_windows.Remove(request.U32(4)))
        {
            resources.FreePixmap(request.U32(4));
        }
    }

    private List<Drawing> Swap(WireBytes request)
    {
        var drawings = new List<Drawing>();
        for (var at = SwapHeadBytes; at + SwapBytes <= request.Length; at += SwapBytes)
        {
            var (windowId, action) = (request.U32(at), (SwapAction)request.U8(at + 4));
            var id = _windows.FirstOrDefault(one => one.Value.Id == windowId).Key;
            if (
                resources.Pixmaps.TryGetValue(id, out var buffer)
                && targets.Of(windowId, includesInferiors: false) is { Window: { } window } shown
            )
            {
                drawings.Add(Show(shown, buffer));
                if (action == SwapAction.Background)
                {
                    drawings.Add(Background(window, buffer));
                }
                else if (action == SwapAction.Untouched)
                {
                    drawings.Add(Unknown(buffer, "the window's former pixels stay in the back buffer"));
                }
            }
        }

        return drawings;
    }

    /// <summary>Buffers whose windows have another size are made anew; what they hold then.</summary>
    public IEnumerable<Drawing> Resize()
    {
        foreach (var (id, window) in _windows)
        {
            if (
                resources.Pixmaps.TryGetValue(id, out var buffer)
                && (buffer.Width, buffer.Height) != (window.Width, window.Height)
            )
            {
                yield return Unknown(Create(id, window), "resized back buffer");
            }
        }
    }

    private XPixmap Create(uint id, XWindow window)
    {
        var buffer = new XPixmap(id, window.Width, window.Height, window.Depth);
        resources.CreatePixmap(id, buffer);
        return buffer;
    }

    private static Drawing Show(Destination shown, XPixmap buffer) =>
        new(
            shown,
            shown.Bounds,
            Swapping,
            surfaces =>
            {
                var source = new Rect(0, 0, buffer.Width, buffer.Height);
                return shown.Target(Surface.ScreenId, shown.Place(source)) is { } target
                    ? [new CopyCommand(surfaces.TimeNanoseconds, target, surfaces.IdOf(buffer), source)]
                    : [];
            }
        );

    private static Drawing Background(XWindow window, XPixmap buffer)
    {
        var drawing = Unknown(buffer, "background that is no colour");
        var (paint, _) = FillLowering.BackgroundOf(window);
        return paint.Kind != BackgroundKind.Pixel
            ? drawing
            : drawing with
            {
                Propose = surfaces =>
                    [
                        new FillCommand(
                            surfaces.TimeNanoseconds,
                            new DrawTarget(surfaces.IdOf(buffer), drawing.Area),
                            Brush.Solid(paint.Pixel)
                        ),
                    ],
            };
    }

    private static Drawing Unknown(XPixmap buffer, string obstacle)
    {
        var destination = Destination.Of(buffer);
        return new Drawing(destination, destination.Bounds, "DOUBLE-BUFFER", Propose: null) { Obstacle = obstacle };
    }
}
