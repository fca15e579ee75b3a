using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// Writes into a log the requests that would have made what was there in a server, as if its clients had sent them. They
/// have no sequence numbers. Backgrounds are not known, so windows have none.
/// </summary>
/// <param name="log">Takes the requests.</param>
/// <param name="setup">Of the server.</param>
/// <param name="extensions">As the server numbers them.</param>
internal sealed class SnapshotRequests(
    WireLogWriter log,
    ServerSetup setup,
    IReadOnlyDictionary<string, ExtensionNumbers> extensions
)
{
    private const byte ChangeWindowAttributes = 2;
    private const byte CreateWindow = 1;
    private const byte MapWindow = 8;
    private const byte CreatePixmap = 53;
    private const byte CreateGC = 55;
    private const byte FreeGC = 60;
    private const byte PutImage = 72;
    private const byte CreateColormap = 78;
    private const byte ZPixmap = 2;
    private const uint EventMaskBit = 1 << 11;
    private const uint SubstructureRedirect = 1 << 20;

    // A request's length is 16 bits of words.
    private const int MostBytes = 260_000;

    private readonly RequestWriter _compose = new(isBigEndian: false);
    private uint _time;

    public void Write(ServerSnapshot snapshot, uint timeMilliseconds)
    {
        _time = timeMilliseconds;
        foreach (var client in snapshot.Clients)
        {
            log.ClientStarted(client, isBigEndian: false, timeMilliseconds, setupReply: []);
            Negotiate(client);
        }

        MakeColormaps(snapshot.Windows);
        foreach (var window in snapshot.Windows)
        {
            Make(window);
        }

        // From the inside to the outside, so that all appears at once; and before anybody is asked whether it may.
        foreach (var window in snapshot.Windows.Reverse().Where(one => one.IsMapped))
        {
            Send(window.Id, _compose.Begin(MapWindow).U32(window.Id));
        }

        foreach (var window in snapshot.Windows.Where(one => one.RedirectsChildren))
        {
            Redirect(window.Id, window.Id);
        }

        if (snapshot.RootIsRedirected && snapshot.Manager != 0)
        {
            Redirect(snapshot.Manager, setup.Root);
        }

        foreach (var pixmap in snapshot.Pixmaps.Where(one => one.Image.Length > 0))
        {
            Make(pixmap);
        }
    }

    // Extensions that serve a client only after it has said which version it speaks, and the one for long requests.
    private void Negotiate(uint client)
    {
        (string Name, uint Major, uint Minor)[] versions = [("XFIXES", 5, 0), ("DAMAGE", 1, 1), ("Composite", 0, 4)];
        foreach (var (name, major, minor) in versions)
        {
            if (extensions.TryGetValue(name, out var numbers))
            {
                Send(client, _compose.Begin(numbers.MajorOpcode).U32(major).U32(minor));
            }
        }

        if (extensions.TryGetValue("BIG-REQUESTS", out var big))
        {
            Send(client, _compose.Begin(big.MajorOpcode));
        }
    }

    private void MakeColormaps(IReadOnlyList<WindowState> windows)
    {
        var missing = windows.Where(one => one.Colormap != 0 && one.Colormap != setup.DefaultColormap);
        foreach (var window in missing.DistinctBy(one => one.Colormap))
        {
            Send(
                window.Colormap,
                _compose.Begin(CreateColormap).U32(window.Colormap).U32(setup.Root).U32(window.Visual)
            );
        }
    }

    private void Make(WindowState window)
    {
        const ushort InputOnly = 2;
        const uint BorderPixel = 1 << 3;
        const uint BitGravity = 1 << 4;
        const uint WindowGravity = 1 << 5;
        const uint OverrideRedirect = 1 << 9;
        const uint Colormap = 1 << 13;
        var isInputOnly = window.Class == InputOnly;
        var shown = isInputOnly ? 0 : BorderPixel | BitGravity | (window.Colormap == 0 ? 0 : Colormap);
        _compose
            .Begin(CreateWindow, isInputOnly ? (byte)0 : window.Depth)
            .U32(window.Id)
            .U32(window.Parent)
            .U16(window.Place.Left)
            .U16(window.Place.Top)
            .U16(window.Place.Width)
            .U16(window.Place.Height)
            .U16(isInputOnly ? 0 : window.BorderWidth)
            .U16(window.Class)
            .U32(window.Visual)
            .U32(shown | WindowGravity | OverrideRedirect);
        if (!isInputOnly)
        {
            _compose.U32(0).U32(window.BitGravity);
        }

        _compose.U32(window.WindowGravity).U32(window.OverridesRedirect ? 1u : 0);
        if ((shown & Colormap) != 0)
        {
            _compose.U32(window.Colormap);
        }

        Send(window.Id, _compose);
        Shape(window.Id, 0, window.BoundingShape);
        Shape(window.Id, 1, window.ClipShape);
    }

    private void Shape(uint window, byte kind, byte[]? rectangles)
    {
        const byte Rectangles = 1;
        if (rectangles is not null)
        {
            var opcode = extensions["SHAPE"].MajorOpcode;
            Send(
                window,
                _compose.Begin(opcode, Rectangles).U16(kind << 8).U16(0).U32(window).U32(0).Padded(rectangles)
            );
        }
    }

    private void Redirect(uint client, uint window) =>
        Send(client, _compose.Begin(ChangeWindowAttributes).U32(window).U32(EventMaskBit).U32(SubstructureRedirect));

    private void Make(PixmapState pixmap)
    {
        var format = setup.Formats.FirstOrDefault(one => one.Depth == pixmap.Depth);
        if (format.Depth == 0)
        {
            return;
        }

        Send(
            pixmap.Id,
            _compose
                .Begin(CreatePixmap, pixmap.Depth)
                .U32(pixmap.Id)
                .U32(setup.Root)
                .U16(pixmap.Width)
                .U16(pixmap.Height)
        );

        // The highest id that the client can have: it would use that last.
        var context = pixmap.Id | setup.ResourceMask;
        Send(pixmap.Id, _compose.Begin(CreateGC).U32(context).U32(pixmap.Id).U32(0));
        var pad = format.RowPadBits;
        var rowBytes = ((pixmap.Width * format.BitsPerPixel) + pad - 1) / pad * pad / 8;
        var most = Math.Max(1, MostBytes / rowBytes);
        for (var top = 0; top < pixmap.Height; top += most)
        {
            var rows = Math.Min(most, pixmap.Height - top);
            Send(
                pixmap.Id,
                _compose
                    .Begin(PutImage, ZPixmap)
                    .U32(pixmap.Id)
                    .U32(context)
                    .U16(pixmap.Width)
                    .U16(rows)
                    .U16(0)
                    .U16(top)
                    .U16(pixmap.Depth << 8)
                    .U16(0)
                    .Padded(pixmap.Image.AsSpan(top * rowBytes, rows * rowBytes))
            );
        }

        Send(pixmap.Id, _compose.Begin(FreeGC).U32(context));
    }

    // Any id of a client's names it.
    private void Send(uint id, RequestWriter request) =>
        log.Request(id & ~setup.ResourceMask, isBigEndian: false, _time, sequence: 0, request.Request);
}
