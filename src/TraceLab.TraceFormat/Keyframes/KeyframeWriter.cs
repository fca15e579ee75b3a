using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Payloads;

namespace TraceLab.TraceFormat.Keyframes;

/// <summary>
/// Follows a session while it is written, and makes keyframes of it: chunks that hold nothing but the events that lead to
/// the state reached. How far apart they are is measured in the work that replaying between them takes, so that the cost
/// of a seek is bounded whatever is drawn. Painting takes longer than all the rest of writing, so it is put off until a
/// keyframe is due, or until what waits for it takes much memory: a trace that ends before is never painted, and what was
/// overwritten meanwhile is not either.
/// </summary>
internal sealed class KeyframeWriter(TraceWriterOptions options) : IDisposable
{
    // What a byte of a chunk's content costs: checksum, decompression, decoding, a copy.
    private const int WorkOfContentByte = 8;
    private const int WorkOfPixel = 4;

    // Where colours are computed, one by one.
    private const int WorkOfComputedPixel = 16;

    private const int MaxUnpaintedEvents = 1 << 16;
    private const long MaxUnpaintedBytes = 64L << 20;

    private readonly SessionState _state = new();
    private readonly PayloadArena _images = new();
    private readonly List<SessionEvent> _unpainted = [];
    private readonly Dictionary<int, Rect> _bounds = [];
    private long _unpaintedBytes;
    private long _work;

    /// <summary>Whether so much was drawn since the last keyframe that the next is due.</summary>
    public bool IsDue => _work >= options.KeyframeWorkBytes;

    public void AddContent(int contentBytes) => _work += (long)WorkOfContentByte * contentBytes;

    /// <summary>Follows the next event, which carries so many bytes of payloads.</summary>
    public void Apply(SessionEvent sessionEvent, long carriedBytes)
    {
        CountWork(sessionEvent);
        _unpainted.Add(sessionEvent);
        _unpaintedBytes += carriedBytes;
        if (_unpainted.Count >= MaxUnpaintedEvents || _unpaintedBytes >= MaxUnpaintedBytes)
        {
            Paint();
        }
    }

    /// <summary>
    /// The state as a chunk of its own, which refers to no other; null when there is nothing to hold, or more than one
    /// block can. The next keyframe is due after as much work again.
    /// </summary>
    public ChunkWriter? Compose(long timeNanoseconds, long events)
    {
        _work = 0;
        Paint();
        if (_bounds.Values.Sum(bounds => 4 * bounds.Area) > TraceLimits.MaxPlainBytes / 2)
        {
            return null;
        }

        var chunk = new ChunkWriter(options with { PayloadTableEntries = 1 });
        chunk.Begin(1, events);
        foreach (var sessionEvent in _state.Events(timeNanoseconds, Lend))
        {
            chunk.Add(sessionEvent);
        }

        return chunk.IsEmpty ? null : chunk;
    }

    public void Dispose()
    {
        _images.Dispose();
        _state.Surfaces.Recycle();
    }

    // Until the next: the chunk takes a copy.
    private Image? Lend(Surface surface)
    {
        _images.Clear();
        var bytes = SessionState.BytesOf(surface);
        if (bytes.IsEmpty)
        {
            return null;
        }

        var (buffer, start) = _images.Take(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(start));
        return SessionState.ImageOf(surface, buffer, start);
    }

    private void CountWork(SessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case SurfaceCreated created:
                _bounds[created.SurfaceId] = new Rect(0, 0, created.Width, created.Height);
                break;
            case SurfaceDestroyed destroyed:
                _bounds.Remove(destroyed.SurfaceId);
                break;
            case DrawingCommand command when _bounds.TryGetValue(command.Target.SurfaceId, out var bounds):
                _work += WorkOf(command) * command.Bounds.Intersect(bounds).Area;
                break;
            default:
                break;
        }
    }

    private void Paint()
    {
        var isLive = new bool[_unpainted.Count];
        new LiveEvents(_state.Surfaces).Mark(CollectionsMarshal.AsSpan(_unpainted), isLive);
        for (var i = 0; i < isLive.Length; i++)
        {
            if (isLive[i])
            {
                _state.Apply(_unpainted[i]);
            }
        }

        _unpainted.Clear();
        _unpaintedBytes = 0;
    }

    private static int WorkOf(DrawingCommand command) =>
        command is FillCommand or CopyCommand or ImageCommand && command.Rop == RasterOp.Copy
            ? WorkOfPixel
            : WorkOfComputedPixel;
}
