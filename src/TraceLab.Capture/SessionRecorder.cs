using System.Diagnostics;
using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Capture;

/// <summary>
/// Writes a session into a trace file as it comes. The file is made when the screen's size is known, because the header
/// states it; chunks of a live session are flushed at least once a second while events come, so that little is lost if the
/// recorder dies. Without that (<c>isLive</c> false) the same events make the same file, however long it took.
/// </summary>
/// <remarks>Disposing without <see cref="Complete"/> leaves the readable <c>.partial</c> file of an interrupted trace.</remarks>
public sealed class SessionRecorder(string path, TraceHeader header, bool force, bool isLive = true) : IDisposable
{
    // A source that draws so much before it has a screen never gets one.
    private const int MaxEventsBeforeScreen = 4096;
    private static readonly long FlushInterval = Stopwatch.Frequency;

    private readonly List<SessionEvent> _beforeScreen = [];
    private TraceWriter? _writer;

    // Kept back to be the trace's last event, because what was lost may only be known after it.
    private SessionEnded? _ended;
    private long _lastFlush = Stopwatch.GetTimestamp();

    /// <summary>Bytes of the trace file so far.</summary>
    public long BytesWritten => _writer?.BytesWritten ?? 0;

    /// <summary>Whether anything was recorded that is worth a file.</summary>
    public bool HasScreen { get; private set; }

    /// <summary>Time of the last event written.</summary>
    public long LastTimeNanoseconds { get; private set; }

    public void Write(SessionEvent sessionEvent)
    {
        LastTimeNanoseconds = sessionEvent.TimeNanoseconds;
        if (sessionEvent is SessionEnded ended)
        {
            _ended = ended;
            return;
        }

        if (_writer is not null)
        {
            _writer.Write(sessionEvent);
            FlushWhenDue();
            return;
        }

        _beforeScreen.Add(sessionEvent);
        if (sessionEvent is SurfaceCreated { SurfaceId: Surface.ScreenId } screen)
        {
            HasScreen = true;
            Open(screen.Width, screen.Height);
        }
        else if (_beforeScreen.Count >= MaxEventsBeforeScreen)
        {
            Open(0, 0);
        }
    }

    /// <summary>Ends the trace and gives the file its name. A session without a screen becomes a trace without one.</summary>
    public TraceSummary Complete()
    {
        if (_writer is null)
        {
            Open(0, 0);
        }

        if (_ended is not null)
        {
            _writer!.Write(_ended);
        }

        _writer!.Complete();
        return _writer.Summary;
    }

    public void Dispose() => _writer?.Dispose();

    private void Open(int width, int height)
    {
        _writer = TraceWriter.CreateFile(
            path,
            header with
            {
                ScreenWidth = width,
                ScreenHeight = height,
            },
            options: null,
            force
        );
        foreach (var sessionEvent in _beforeScreen)
        {
            _writer.Write(sessionEvent);
        }

        _beforeScreen.Clear();
    }

    private void FlushWhenDue()
    {
        var now = Stopwatch.GetTimestamp();
        if (isLive && now - _lastFlush > FlushInterval)
        {
            _lastFlush = now;
            _writer!.FlushChunk();
        }
    }
}
