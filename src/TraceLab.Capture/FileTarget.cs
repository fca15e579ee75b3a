using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Capture;

/// <summary>Writes events as they come. The file is made when the screen's size is known, because its header states it.</summary>
internal sealed class FileTarget(string path, TraceHeader header, SessionRecorderOptions options) : ITraceTarget
{
    // A source that draws so much before it has a screen never gets one.
    private const int MaxEventsBeforeScreen = 4096;

    // Nobody waits for a recording that exists already; it may take the time to become small.
    private const int OfflineCompressionLevel = 9;

    private readonly List<SessionEvent> _beforeScreen = [];
    private TraceWriter? _writer;

    public long BytesWritten => _writer?.BytesWritten ?? 0;

    public bool HasScreen { get; private set; }

    public TraceSummary Summary => _writer?.Summary ?? new TraceSummary();

    public static TraceWriterOptions WriterOptions(SessionRecorderOptions options) =>
        new() { CompressionLevel = options.IsLive ? 0 : OfflineCompressionLevel };

    public void Write(SessionEvent sessionEvent)
    {
        if (_writer is not null)
        {
            _writer.Write(sessionEvent);
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

    public void Flush() => _writer?.FlushChunk();

    public string? WriteAside() => null;

    public void Complete(SessionEnded? ended)
    {
        if (_writer is null)
        {
            Open(0, 0);
        }

        if (ended is not null)
        {
            _writer!.Write(ended);
        }

        _writer!.Complete();
    }

    public void EndAfterFailure() => _writer?.CompleteAfterFailure();

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
            WriterOptions(options),
            options.Force
        );
        foreach (var sessionEvent in _beforeScreen)
        {
            _writer.Write(sessionEvent);
        }

        _beforeScreen.Clear();
    }
}
