using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// Takes each request where it belongs: into the model, to the mirror, and, if it draws, to those who know what it draws.
/// </summary>
internal sealed class RequestLowering
{
    private const byte FirstExtension = 128;

    private readonly MirrorSession _mirror;
    private readonly XResources _resources;
    private readonly WindowLowering _windows;
    private readonly PendingDrawings _pending;
    private readonly CoreDrawing _core;
    private readonly RenderDrawing _render;
    private readonly BackBuffers _backBuffers;
    private readonly Dictionary<byte, string> _extensions = [];

    public RequestLowering(
        MirrorSession mirror,
        XResources resources,
        WindowLowering windows,
        PendingDrawings pending,
        WireSession session
    )
    {
        (_mirror, _resources, _windows, _pending) = (mirror, resources, windows, pending);
        var targets = new DrawTargets(resources, windows, session);
        _core = new CoreDrawing(resources, targets, new CoreFonts(mirror, pending));
        _render = new RenderDrawing(resources, targets);
        _backBuffers = new BackBuffers(resources, targets);
        foreach (var (name, numbers) in session.Extensions)
        {
            _extensions[numbers.MajorOpcode] = name;
        }
    }

    /// <param name="client">The client's id base.</param>
    /// <param name="whole">The request as it was on the wire, for the mirror.</param>
    /// <param name="request">The same without the extra length of a big request, for the model.</param>
    /// <param name="timeNanoseconds">The request's time.</param>
    public void Lower(uint client, ReadOnlySpan<byte> whole, WireBytes request, long timeNanoseconds)
    {
        var major = request.U8(0);
        if (major >= FirstExtension)
        {
            LowerExtension(client, whole, request, timeNanoseconds);
        }
        else if (IsAboutWindows((CoreOpcode)major))
        {
            _windows.Execute(client, whole, request, timeNanoseconds);
            ResizeBackBuffers(timeNanoseconds);
        }
        else
        {
            Draw(client, whole, timeNanoseconds, _core.Take(request));
        }

        foreach (var dropped in _resources.Dropped)
        {
            _pending.Add(timeNanoseconds, dropped);
        }

        _resources.Dropped.Clear();
    }

    private void LowerExtension(uint client, ReadOnlySpan<byte> whole, WireBytes request, long timeNanoseconds)
    {
        const byte FirstShapeChange = 1;
        const byte LastShapeChange = 4;
        const byte FixesSetWindowShape = 21;
        var minor = request.U8(1);
        switch (_extensions.GetValueOrDefault(request.U8(0)))
        {
            case "RENDER":
                Draw(client, whole, timeNanoseconds, _render.Take(request));
                break;
            case "SHAPE" when minor is >= FirstShapeChange and <= LastShapeChange:
                var window = request.U32(8);
                _windows.ExecuteShape(client, whole, window, timeNanoseconds);
                break;
            case "XFIXES" when minor == FixesSetWindowShape:
                _windows.ExecuteShape(client, whole, request.U32(4), timeNanoseconds);
                break;
            case "DOUBLE-BUFFER":
                Draw(client, whole, timeNanoseconds, [.. _backBuffers.Take(request)]);
                break;
            case "Composite" when minor != 0:
                _windows.ExecuteUnknown(client, whole, "Composite", timeNanoseconds);
                break;
            default:
                Draw(client, whole, timeNanoseconds);
                break;
        }
    }

    private void Draw(
        uint client,
        ReadOnlySpan<byte> whole,
        long timeNanoseconds,
        params ReadOnlySpan<Drawing?> drawings
    )
    {
        _pending.SettleWhenDue(_mirror.ConnectionOf(client));
        if (_mirror.Execute(client, whole) is not { } connection)
        {
            return;
        }

        foreach (var drawing in drawings)
        {
            if (drawing is { Area.IsEmpty: false })
            {
                _pending.Add(timeNanoseconds, drawing, connection);
            }
        }
    }

    private void ResizeBackBuffers(long timeNanoseconds)
    {
        foreach (var drawing in _backBuffers.Resize())
        {
            _pending.Settle();
            _mirror.TurnTo(_mirror.Own);
            _pending.Add(timeNanoseconds, drawing, _mirror.Own);
        }
    }

    private static bool IsAboutWindows(CoreOpcode opcode) =>
        opcode is >= CoreOpcode.CreateWindow and <= CoreOpcode.CirculateWindow and not (CoreOpcode)3;
}
