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
/// Turns the records of a wire log into the events of a trace. Every request is executed by the mirror; what it changed
/// there is what the trace's commands change, checked request by request. Records are handed over in the order of the log.
/// </summary>
public sealed class SessionLowering : IDisposable
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly WireSession _session;
    private readonly Action<SessionEvent> _sink;
    private readonly MirrorSession _mirror;
    private readonly SurfaceSource _surfaces;
    private readonly DrawingSettler _settler;
    private readonly PendingDrawings _pending;
    private readonly WindowLowering _windows;
    private readonly RequestLowering _requests;
    private readonly XResources _resources;
    private readonly ScreenLooks _looks;
    private readonly ServerIds _ids;
    private readonly SequenceGaps _gaps = new();
    private uint? _firstTime;
    private byte[] _plain = [];

    /// <summary>Starts the mirror. The calling thread must live as long as the lowering, and make all calls.</summary>
    /// <exception cref="Core.Faults.InputFaultException">The mirror server is missing or unlike the recorded one.</exception>
    public SessionLowering(WireSession recorded, Action<SessionEvent> sink)
    {
        _sink = sink;
        _mirror = MirrorSession.Start(recorded);
        try
        {
            // From here on all is told in the mirror's numbers, but for what the recorder itself has asked of the real server.
            _ids = new ServerIds(recorded, _mirror.Own.Setup, ServerFormat.ListIn(_mirror.Own.AskFormats()));
            var session = _session = recorded with { Root = _mirror.Own.Setup.Root };
            var root = new XWindow(session.Root, null, session.Setup.RootDepth, isInputOnly: false)
            {
                Width = session.Width,
                Height = session.Height,
                IsMapped = true,
                Background = Paint.OfRoot,
            };
            _resources = new XResources(root, session.Setup.ResourceMask);
            _surfaces = new SurfaceSource(e => sink(e));
            _settler = new DrawingSettler(_surfaces, Counts);
            PictureFormats.Ask(_mirror, _resources.Formats);
            var rasteriser = new ShapeRasteriser(
                _mirror,
                _resources.Formats,
                new Rect(0, 0, session.Width, session.Height)
            );
            _pending = new PendingDrawings(_surfaces, _settler, rasteriser, session.Root);
            _windows = new WindowLowering(_mirror, _resources, _surfaces, _settler, _pending, session);
            _requests = new RequestLowering(_mirror, _resources, _windows, _pending, session);
            _looks = new ScreenLooks(recorded, _resources, _windows, _pending, _surfaces, sink);
            ReadFirstScreen();
        }
        catch
        {
            _mirror.Dispose();
            throw;
        }
    }

    /// <summary>How much became true primitives so far.</summary>
    public LoweringCounts Counts { get; } = new();

    /// <summary>Requests executed so far, those of the recorder's own connections left out.</summary>
    public long Requests { get; private set; }

    /// <summary>Looks at the recorded server's own screen that the trace's screen did not equal.</summary>
    public long FailedCheckpoints => _looks.FailedCheckpoints;

    public long Checkpoints => _looks.Checkpoints;

    /// <summary>The time of the last record.</summary>
    public long TimeNanoseconds { get; private set; }

    /// <summary>Takes one record.</summary>
    public void Accept(WireRecord record)
    {
        Advance(record.TimeMilliseconds);
        if (record.Category == WireCategory.StartOfData)
        {
            Restart();
            return;
        }

        if (_session.OwnConnections.Contains(record.ClientBase))
        {
            _looks.Accept(record, TimeNanoseconds);
            return;
        }

        NoteGap(record);
        switch (record.Category)
        {
            case WireCategory.ClientStarted:
                _pending.Settle();
                _mirror.ClientStarted(record.ClientBase, record.IsBigEndian);
                break;
            case WireCategory.ClientDied:
                _pending.Settle();
                _windows.ClientDied(record.ClientBase, TimeNanoseconds);
                break;
            case WireCategory.FromClient:
                AcceptRequest(record);
                break;
            default:
                break;
        }
    }

    /// <summary>Settles what is on its way, so that the sink has all that was drawn so far.</summary>
    public void Settle() => _pending.Settle();

    /// <summary>Ends the session: the last event is a <see cref="SessionEnded"/>.</summary>
    public void Finish()
    {
        _pending.Settle();
        _looks.CheckMirror(TimeNanoseconds);
        foreach (var record in LoweringRecord.Of(Counts))
        {
            _sink(new Marker(TimeNanoseconds, $"{record}"));
        }

        _sink(new SessionEnded(TimeNanoseconds));
    }

    public void Dispose() => _mirror.Dispose();

    private void AcceptRequest(WireRecord record)
    {
        var isUnderstood = _mirror.ConnectionOf(record.ClientBase)?.IsBigEndian == record.IsBigEndian;
        if (record.Data.Length < 4 || !isUnderstood)
        {
            return;
        }

        Requests++;
        var whole = _ids.Translate(record.Data.Span, record.IsBigEndian);
        var request = new WireBytes(Plain(whole), record.IsBigEndian);
        _requests.Lower(record.ClientBase, whole, request, TimeNanoseconds);
    }

    // All that is known is void: what is there is written anew, as requests.
    private void Restart()
    {
        _pending.Settle();
        _windows.ForgetAll();
        foreach (var dropped in _resources.Dropped)
        {
            _pending.Add(TimeNanoseconds, dropped);
        }

        _resources.Dropped.Clear();
        _pending.Settle();
        _looks.Restart();
    }

    private void NoteGap(WireRecord record)
    {
        var missing = _gaps.Take(record);
        if (missing > 0)
        {
            _pending.Settle();
            var detail =
                $"requests {record.Sequence - missing} to {record.Sequence - 1} of client {record.ClientBase:x}";
            _sink(new DataLost(TimeNanoseconds, "lost-requests", missing, Surface.ScreenId, Rect.Empty, detail));
        }
    }

    // A big request's length stands in a word of its own, behind the first; without it all fields lie as usual.
    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> request)
    {
        if ((request[2] | request[3]) != 0 || request.Length < 8)
        {
            return request;
        }

        if (_plain.Length < request.Length)
        {
            _plain = new byte[request.Length];
        }

        request[..4].CopyTo(_plain);
        request[8..].CopyTo(_plain.AsSpan(4));
        return _plain.AsSpan(0, request.Length - 4);
    }

    private void Advance(uint milliseconds)
    {
        _firstTime ??= milliseconds;
        var time = (milliseconds - _firstTime.Value) * NanosecondsPerMillisecond;
        TimeNanoseconds = Math.Max(TimeNanoseconds, time);
    }

    private void ReadFirstScreen()
    {
        var area = new Rect(0, 0, _session.Width, _session.Height);
        var answer = _mirror.Own.Answer(_mirror.Own.AskPixels(_session.Root, area));
        var pixels = Readback.Pixels(answer);
        _surfaces.CreateScreen(PixelDifference.Cut(pixels, area, area, new Surface(area.Width, area.Height)));
    }
}
