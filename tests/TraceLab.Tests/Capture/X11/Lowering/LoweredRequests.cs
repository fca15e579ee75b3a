using TraceLab.Capture.X11.Lowering;
using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Capture.X11.Lowering;

/// <summary>Requests of one client, made up for a test and lowered; what the trace has of them is drawn and kept.</summary>
internal sealed class LoweredRequests : IDisposable
{
    public const uint Window = Client + 1;
    public const uint Context = Client + 2;

    public const uint OtherClient = 0x800000;

    public const uint Client = 0x400000;
    private const uint Resources = Client + 16;

    private readonly WireSession _session = X11Sessions.Session("twm");
    private readonly SurfaceSet _surfaces = new();
    private readonly SessionLowering _lowering;
    private uint _sequence;
    private uint _lastResource = Resources;

    public LoweredRequests()
    {
        var painter = new Painter(_surfaces);
        _lowering = new SessionLowering(
            _session,
            e =>
            {
                painter.Apply(e);
                Commands.AddRange(e is DrawingCommand command ? [command] : []);
            }
        );
        Accept(WireCategory.ClientStarted, [], Client);
        Accept(WireCategory.ClientStarted, [], OtherClient);
    }

    public RequestWriter Compose { get; } = new(isBigEndian: false);

    public uint Root => _session.Root;

    public List<DrawingCommand> Commands { get; } = [];

    public IReadOnlyList<LoweringRecord> Records => LoweringRecord.Of(_lowering.Counts);

    public uint NewId() => ++_lastResource;

    /// <summary>The number of one of RENDER's formats.</summary>
    public uint Format(Func<PictureFormat, bool> isWanted)
    {
        var formats = new Dictionary<uint, PictureFormat>();
        using var mirror = MirrorSession.Start(_session);
        PictureFormats.Ask(mirror, formats);
        return formats.First(one => isWanted(one.Value)).Key;
    }

    public byte Opcode(string extension) => _session.Extensions[extension].MajorOpcode;

    /// <summary>Maps a window of 100×80 pixels at (10, 20), and makes a graphics context that draws in red.</summary>
    public void ShowWindow(uint background)
    {
        const uint BackgroundPixel = 1 << 1;
        const uint Foreground = 1 << 2;
        Send(
            Compose
                .Begin(1)
                .U32(Window)
                .U32(Root)
                .U16(10)
                .U16(20)
                .U16(100)
                .U16(80)
                .U16(0)
                .U16(1)
                .U32(0)
                .U32(BackgroundPixel)
                .U32(background)
        );
        Send(Compose.Begin(8).U32(Window));
        Send(Compose.Begin(55).U32(Context).U32(Window).U32(Foreground).U32(0xFF0000));
    }

    public void Send(RequestWriter request, uint client = Client)
    {
        _sequence++;
        Accept(WireCategory.FromClient, request.Request.ToArray(), client);
    }

    /// <summary>A pixel of the screen, when all requests are done.</summary>
    public uint PixelAt(int x, int y)
    {
        _lowering.Settle();
        return _surfaces.Screen!.Row(y, x, x + 1)[0];
    }

    public void Dispose() => _lowering.Dispose();

    private void Accept(WireCategory category, byte[] data, uint client) =>
        _lowering.Accept(new WireRecord(0, category, client, IsBigEndian: false, _sequence, _sequence, data));
}
