using TraceLab.Core.Commands;

namespace TraceLab.ReferenceMachine;

/// <summary>What the driver answers to a framebuffer update request.</summary>
/// <param name="Changed">A copy of the driver blitmap after trimming; null while there is no screen.</param>
/// <param name="RegionsMarked">Marks before trimming.</param>
/// <param name="RegionsTrimmed">Marks cleared by trimming.</param>
/// <param name="AnsweredSequence">The last executed primitive.</param>
public sealed record ReferenceUpdate(
    ReferenceRegions? Changed,
    int RegionsMarked,
    int RegionsTrimmed,
    uint AnsweredSequence
);

/// <summary>The video adapter driver of the patent's main embodiment.</summary>
public sealed class ReferenceDriver(ReferenceAdapter adapter, ReferenceOptions options)
{
    private readonly List<ReferencePrimitive> _fifo = [];
    private ReferenceRegions? _blitmap;
    private uint _next = options.FirstSequence;
    private uint _lastExecuted = options.FirstSequence - 1;

    public bool HasRoom =>
        !adapter.IsFull && (options.DriverFifoCapacity == 0 || _fifo.Count < options.DriverFifoCapacity);

    /// <summary>Whether a primitive is pending or a region is marked.</summary>
    public bool HasWork => adapter.Fifo.Count > 0 || _blitmap is { HasMarks: true };

    /// <summary>Receives a command: marks its area, numbers it, enters it in both FIFOs.</summary>
    public void Submit(SessionEvent command, long timeNanoseconds)
    {
        var primitive = new ReferencePrimitive(_next, command, timeNanoseconds);
        _next = unchecked(_next + 1);
        MarkArea(primitive);
        _fifo.Add(primitive);
        adapter.Fifo.Add(primitive);
    }

    /// <summary>Completion notice. A screen that came or went has a new blitmap, all of it marked.</summary>
    public void OnCompleted(ReferencePrimitive primitive)
    {
        _lastExecuted = primitive.Sequence;
        if (primitive.ReplacesScreen)
        {
            _blitmap = adapter.PrimaryFramebuffer is { } screen
                ? new ReferenceRegions(screen.Width, screen.Height, options.RegionSize)
                : null;
            _blitmap?.Mark(new(0, 0, int.MaxValue, int.MaxValue));
        }
    }

    /// <summary>
    /// Framebuffer update request: compares the marked regions, brings the secondary framebuffer up to date, and hands the
    /// marks over. Its own are cleared but for those of work that is still pending.
    /// </summary>
    public ReferenceUpdate RequestUpdate(ReferenceSurface? secondary)
    {
        if (_blitmap is null || secondary is null)
        {
            return new ReferenceUpdate(null, 0, 0, _lastExecuted);
        }

        var marked = 0;
        var trimmed = 0;
        foreach (var (column, row) in _blitmap.Marked().ToList())
        {
            marked++;
            var isEqual = true;
            foreach (var (x, y) in _blitmap.PixelsOf(column, row))
            {
                isEqual &= secondary[x, y] == adapter.PrimaryFramebuffer![x, y];
                secondary[x, y] = adapter.PrimaryFramebuffer![x, y];
            }

            _blitmap.Marks[column, row] = !isEqual;
            trimmed += isEqual ? 1 : 0;
        }

        var answer = new ReferenceUpdate(_blitmap.Copy(), marked, trimmed, _lastExecuted);
        _blitmap.Clear();
        foreach (var pending in _fifo.Where(primitive => !primitive.IsExecuted))
        {
            MarkArea(pending);
        }

        return answer;
    }

    /// <summary>Primitive list request: hands over and forgets everything up to the answered number.</summary>
    public List<ReferencePrimitive> RequestList(uint answeredSequence)
    {
        var list = new List<ReferencePrimitive>();
        while (_fifo.Count > 0 && (list.Count == 0 || list[^1].Sequence != answeredSequence) && _fifo[0].IsExecuted)
        {
            list.Add(_fifo[0]);
            _fifo.RemoveAt(0);
        }

        return list;
    }

    private void MarkArea(ReferencePrimitive primitive)
    {
        if (_blitmap is not null && !primitive.ReplacesScreen)
        {
            _blitmap.Mark(primitive.OnScreen(_blitmap.Width, _blitmap.Height));
        }
    }
}
