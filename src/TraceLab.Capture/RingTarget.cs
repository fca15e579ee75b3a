using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Keyframes;

namespace TraceLab.Capture;

/// <summary>
/// Keeps the last part of a session in memory. It goes to the trace file at the end, and to <c>NAME-1.tlt</c>,
/// <c>NAME-2.tlt</c>, … when somebody asks before that.
/// </summary>
internal sealed class RingTarget(string path, TraceHeader header, SessionRecorderOptions options) : ITraceTarget
{
    private readonly SessionRing _ring = new(options.Ring!.Value);
    private (int Width, int Height) _screen;
    private int _asides;

    public long BytesWritten { get; private set; }

    public bool HasScreen => _screen.Width > 0;

    public TraceSummary Summary { get; private set; } = new();

    public void Write(SessionEvent sessionEvent)
    {
        if (sessionEvent is SurfaceCreated { SurfaceId: Surface.ScreenId } screen)
        {
            _screen = (screen.Width, screen.Height);
        }

        _ring.Add(sessionEvent);
    }

    public void Flush()
    {
        // Nothing goes to the disk before somebody asks for it.
    }

    public string? WriteAside()
    {
        var aside = Path.Combine(
            Path.GetDirectoryName(path) ?? "",
            $"{Path.GetFileNameWithoutExtension(path)}-{++_asides}{Path.GetExtension(path)}"
        );
        WriteTo(aside);
        return aside;
    }

    public void Complete(SessionEnded? ended)
    {
        if (ended is not null)
        {
            _ring.Add(ended);
        }

        WriteTo(path);
    }

    public void EndAfterFailure()
    {
        // The file that failed is partial, and what it has is readable.
    }

    public void Dispose()
    {
        // Memory only.
    }

    private void WriteTo(string file)
    {
        var screen = header with { ScreenWidth = _screen.Width, ScreenHeight = _screen.Height };
        using var writer = TraceWriter.CreateFile(file, screen, FileTarget.WriterOptions(options), options.Force);
        foreach (var sessionEvent in _ring.Events())
        {
            writer.Write(sessionEvent);
        }

        writer.Complete();
        (BytesWritten, Summary) = (writer.BytesWritten, writer.Summary);
    }
}
