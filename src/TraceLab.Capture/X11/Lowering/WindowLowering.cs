using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// Changes of what is visible. The model knows what they paint; the mirror's DAMAGE says where to look whether it is right,
/// and what differs is repaired by images.
/// </summary>
internal sealed class WindowLowering
{
    private readonly MirrorSession _mirror;
    private readonly XResources _resources;
    private readonly SurfaceSource _surfaces;
    private readonly DrawingSettler _settler;
    private readonly PendingDrawings _pending;
    private readonly ScreenDamage _damage;
    private readonly MirrorPaint _paint;
    private readonly WindowTree _tree;
    private readonly uint _root;
    private readonly Rect _screen;

    public WindowLowering(
        MirrorSession mirror,
        XResources resources,
        SurfaceSource surfaces,
        DrawingSettler settler,
        PendingDrawings pending,
        WireSession session
    )
    {
        (_mirror, _resources, _surfaces, _settler, _pending) = (mirror, resources, surfaces, settler, pending);
        _tree = new WindowTree(resources);
        _root = session.Root;
        _screen = new Rect(0, 0, session.Width, session.Height);
        _damage = new ScreenDamage(mirror.Own, session.Root);
        _paint = new MirrorPaint(mirror, session.Root, session.Setup.RootDepth);
        Regions = new WindowRegions(resources.Root);
    }

    /// <summary>What is visible after the last request.</summary>
    public WindowRegions Regions { get; private set; }

    /// <summary>Executes a request about windows, in the mirror and in the model.</summary>
    public void Execute(uint client, ReadOnlySpan<byte> whole, WireBytes request, long timeNanoseconds)
    {
        var opcode = (CoreOpcode)request.U8(0);
        var window = _resources.Windows.GetValueOrDefault(request.U32(4));
        var shows = Apply(opcode, request, window, client);
        _pending.SettleWhenDue(_mirror.ConnectionOf(client));
        _mirror.Execute(client, whole);
        if (shows)
        {
            Settle(timeNanoseconds, $"{opcode}", opcode == CoreOpcode.ChangeWindowAttributes ? window : null);
        }
    }

    /// <summary>Executes a request that changes a window's outline; the mirror says what it is then.</summary>
    public void ExecuteShape(uint client, ReadOnlySpan<byte> whole, uint windowId, long timeNanoseconds)
    {
        _pending.SettleWhenDue(_mirror.ConnectionOf(client));
        _mirror.Execute(client, whole);
        if (_resources.Windows.TryGetValue(windowId, out var window))
        {
            _pending.Settle();
            _mirror.TurnTo(_mirror.Own);
            (window.BoundingShape, window.ClipShape) = MirrorShape.Ask(_mirror, window);
            Settle(timeNanoseconds, "SHAPE", null);
        }
    }

    /// <summary>A client is gone, and with it what it made.</summary>
    public void ClientDied(uint client, long timeNanoseconds)
    {
        _mirror.ClientDied(client);
        var shows = _tree.ClientDied(client);
        _resources.FreeAllOf(client);
        if (shows)
        {
            Settle(timeNanoseconds, "client's end", null);
        }
    }

    /// <summary>Nothing of what clients made is there any more, in the mirror and in the model; the trace's screen stays.</summary>
    public void ForgetAll()
    {
        foreach (var client in _mirror.Clients.ToArray())
        {
            _mirror.ClientDied(client);
            _tree.ClientDied(client);
            _resources.FreeAllOf(client);
        }

        Regions = new WindowRegions(_resources.Root);
        _damage.Take();
    }

    /// <summary>Makes an area of the trace's screen, and of the mirror's, what the recorded server showed there.</summary>
    /// <param name="area">Of the screen.</param>
    /// <param name="truth">Its rows without padding, 0xAARRGGBB.</param>
    /// <param name="cause">Why it may differ, for the count; null for none.</param>
    /// <param name="timeNanoseconds">When it showed that.</param>
    public void Adopt(Rect area, ReadOnlySpan<uint> truth, string? cause, long timeNanoseconds)
    {
        _surfaces.TimeNanoseconds = timeNanoseconds;
        if (_settler.Repair(_surfaces.Screen, Surface.ScreenId, area, truth, cause) > 0 || area == _screen)
        {
            _paint.Put(area, truth);
        }
    }

    /// <summary>Compares the whole screen, should anything have changed it that the model does not know.</summary>
    public void CheckScreen(long timeNanoseconds)
    {
        _surfaces.TimeNanoseconds = timeNanoseconds;
        _mirror.TurnTo(_mirror.Own);
        _damage.Take();
        Repair(_screen, "unknown cause");
    }

    /// <summary>Executes a request whose effect is not known at all, and looks at what it did.</summary>
    public void ExecuteUnknown(uint client, ReadOnlySpan<byte> whole, string name, long timeNanoseconds)
    {
        _pending.Settle();
        _mirror.Execute(client, whole);
        Settle(timeNanoseconds, name, null);
    }

    private bool Apply(CoreOpcode opcode, WireBytes request, XWindow? window, uint client)
    {
        if (opcode == CoreOpcode.CreateWindow)
        {
            return _tree.Create(request, client);
        }

        if (window is null)
        {
            return false;
        }

        switch (opcode)
        {
            case CoreOpcode.ChangeWindowAttributes:
                var attributes = new ValueList(request.U32(8), request.From(12));
                return WindowAttributes.Change(_resources, window, attributes, client);
            case CoreOpcode.ConfigureWindow:
                var values = new ValueList(request.U16(8), request.From(12));
                return !_tree.IsRedirected(window, client) && WindowConfiguring.Change(_resources, window, values);
            case CoreOpcode.ReparentWindow:
                return _resources.Windows.TryGetValue(request.U32(8), out var parent)
                    && _tree.Reparent(window, parent, request.I16(12), request.I16(14), client);
            case CoreOpcode.ChangeSaveSet:
                _tree.ChangeSaveSet(window, client, request.U8(1) == 0);
                return false;
            case CoreOpcode.CirculateWindow:
                return true;
            default:
                return opcode switch
                {
                    CoreOpcode.DestroyWindow => _tree.Destroy(window),
                    CoreOpcode.DestroySubwindows => _tree.DestroyChildren(window),
                    CoreOpcode.MapWindow => _tree.Map(window, client),
                    CoreOpcode.MapSubwindows => _tree.MapChildren(window, client),
                    CoreOpcode.UnmapWindow => WindowTree.Unmap(window),
                    CoreOpcode.UnmapSubwindows => WindowTree.UnmapChildren(window),
                    _ => false,
                };
        }
    }

    private void Settle(long timeNanoseconds, string request, XWindow? repainted)
    {
        _pending.Settle();
        _mirror.TurnTo(_mirror.Own);
        _surfaces.TimeNanoseconds = timeNanoseconds;
        var before = Regions;
        Regions = new WindowRegions(_resources.Root);
        var damage = _damage.Take();
        if (damage.IsEmpty)
        {
            return;
        }

        // What the model draws and the mirror does not has to be undone as well.
        var drawn = WindowPainting.Propose(_surfaces, before, Regions, repainted).Select(Draw).ToArray();
        foreach (var rect in damage.Union(PixelRegion.Of(drawn.SelectMany(rects => rects))).Rects)
        {
            Repair(rect.Intersect(_screen), request);
        }
    }

    // Where it has drawn: nowhere if it changed nothing.
    private Rect[] Draw(DrawingCommand command)
    {
        var area = command.Bounds.Intersect(_screen);
        if (area.IsEmpty)
        {
            return [];
        }

        var pixels = new uint[area.Area];
        PixelDifference.Read(_surfaces.Screen, area, pixels);
        _surfaces.Emit(command);
        var changed = PixelDifference.Count(_surfaces.Screen, area, pixels);
        _settler.CountPrimitive(command.Kind, changed);
        return changed == 0 ? [] : command.Target.Clip ?? [area];
    }

    private void Repair(Rect area, string cause)
    {
        if (!area.IsEmpty)
        {
            var answer = _mirror.Own.Answer(_mirror.Own.AskPixels(_root, area));
            _settler.Repair(_surfaces.Screen, Surface.ScreenId, area, Readback.Pixels(answer), cause);
        }
    }
}
