using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.TraceFormat.Chunks;

namespace TraceLab.TraceFormat.Keyframes;

/// <summary>
/// Follows a session while it is written, and makes keyframes of it: chunks that hold nothing but the events that lead to
/// the state reached. How far apart they are is measured in the work that replaying between them takes, so that the cost
/// of a seek is bounded whatever is drawn.
/// </summary>
internal sealed class KeyframeWriter(TraceWriterOptions options)
{
    // What a byte of a chunk's content costs: checksum, decompression, decoding, a copy.
    private const int WorkOfContentByte = 8;
    private const int WorkOfPixel = 4;

    // Where colours are computed, one by one.
    private const int WorkOfComputedPixel = 16;

    private readonly SessionState _state = new();
    private long _work;

    /// <summary>Whether so much was drawn since the last keyframe that the next is due.</summary>
    public bool IsDue => _work >= options.KeyframeWorkBytes;

    public void AddContent(int contentBytes) => _work += (long)WorkOfContentByte * contentBytes;

    public void Apply(SessionEvent sessionEvent)
    {
        _state.Apply(sessionEvent);
        if (sessionEvent is DrawingCommand command && _state.Surfaces.TryGet(command.Target.SurfaceId, out var surface))
        {
            _work += WorkOf(command) * command.Bounds.Intersect(surface.Bounds).Area;
        }
    }

    /// <summary>
    /// The state as a chunk of its own, which refers to no other; null when there is nothing to hold, or more than one
    /// block can. The next keyframe is due after as much work again.
    /// </summary>
    public ChunkWriter? Compose(long timeNanoseconds, long events)
    {
        _work = 0;
        if (_state.Surfaces.Ids.Sum(SizeOf) > TraceLimits.MaxPlainBytes / 2)
        {
            return null;
        }

        var chunk = new ChunkWriter(options with { PayloadTableEntries = 1 });
        chunk.Begin(1, events);
        foreach (var sessionEvent in _state.Events(timeNanoseconds))
        {
            chunk.Add(sessionEvent);
        }

        return chunk.IsEmpty ? null : chunk;
    }

    private static int WorkOf(DrawingCommand command) =>
        command is FillCommand or CopyCommand or ImageCommand && command.Rop == RasterOp.Copy
            ? WorkOfPixel
            : WorkOfComputedPixel;

    private long SizeOf(int id) =>
        _state.Surfaces.TryGet(id, out var surface) ? 4 * new Rect(0, 0, surface.Width, surface.Height).Area : 0;
}
