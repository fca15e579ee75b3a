using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>
/// Turns the events of a recording into session events, one after the other. It does what the SPICE server's software
/// canvas does, including what that refuses: the recorder writes commands down before the server checks them. What
/// cannot be executed exactly becomes a <see cref="DataLost"/> of a stable cause, never a guess. Not thread-safe.
/// </summary>
public sealed partial class SpiceConverter(Action<SessionEvent> sink)
{
    // The server's own limit (display-limits.h).
    private const uint SurfaceLimit = 1024;

    private readonly Dictionary<uint, SpiceSurface> _surfaces = [];
    private readonly SortedDictionary<string, long> _losses = new(StringComparer.Ordinal);
    private readonly long[] _commands = new long[Enum.GetValues<CommandKind>().Length];
    private ulong? _firstTime;
    private long _time;
    private bool _hasForeignSurfaces;

    /// <summary>Drawing commands handed on, by <see cref="CommandKind"/>.</summary>
    public IReadOnlyList<long> Commands => _commands;

    /// <summary>Losses by cause.</summary>
    public IReadOnlyDictionary<string, long> Losses => _losses;

    /// <summary>Commands that the server refuses or that cover no pixel.</summary>
    public long Ineffective { get; private set; }

    /// <summary>Time of the last event, of any kind, since the first one.</summary>
    public long TimeNanoseconds => _time;

    /// <summary>Converts one event; calls the sink for each session event that it stands for.</summary>
    public void Convert(SpiceEvent spiceEvent)
    {
        _firstTime ??= spiceEvent.TimeNanoseconds;
        var sinceFirst = (long)Math.Min(unchecked(spiceEvent.TimeNanoseconds - _firstTime.Value), long.MaxValue);
        var wentBack = spiceEvent.TimeNanoseconds < _firstTime.Value || sinceFirst < _time;
        if (!spiceEvent.IsCommand)
        {
            DestroyPending();
        }

        _time = wentBack ? _time : sinceFirst;
        if (!spiceEvent.IsCommand)
        {
            ConvertDevice((SpiceDeviceEvent)spiceEvent.Type, spiceEvent.Payload);
            return;
        }

        switch (spiceEvent.Payload)
        {
            case SpiceDrawable drawable:
                ConvertDrawable(drawable);
                break;
            case SpiceSurfaceCreate create:
                CreateSurface(create);
                break;
            case SpiceSurfaceDestroy destroy:
                DestroySurface(destroy.SurfaceId);
                break;
            case SpiceCursor cursor:
                ConvertCursor(cursor);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Ends the session: at its last event, or later when the recording is known to have gone on in silence until
    /// <paramref name="end"/> (on the events' own clock). Without any event there is no session.
    /// </summary>
    public void Finish(ulong? end = null)
    {
        if (_firstTime is not { } first)
        {
            return;
        }

        if (end > first)
        {
            _time = Math.Max(_time, (long)Math.Min(end.Value - first, long.MaxValue));
        }

        sink(new SessionEnded(_time));
    }

    private void Emit(DrawingCommand command)
    {
        _commands[(int)command.Kind]++;
        sink(command);
    }

    private void Lose(string cause, int surfaceId, Rect area, string detail)
    {
        _losses[cause] = _losses.GetValueOrDefault(cause) + 1;
        sink(new DataLost(_time, cause, 1, surfaceId, area, detail));
    }

    private void ConvertCursor(SpiceCursor cursor)
    {
        var shape = cursor.Shape is { } s
            ? new CursorShape((int)s.Type, s.Width, s.Height, s.HotX, s.HotY, s.Data)
            : null;
        sink(new CursorChanged(_time, (CursorAction)cursor.Type, cursor.Position, cursor.Visible, shape));
    }
}
