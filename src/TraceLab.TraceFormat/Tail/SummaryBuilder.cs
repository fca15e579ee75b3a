using TraceLab.Core.Commands;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Payloads;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Tail;

/// <summary>
/// Counts events as they are written, or as they are read again from a file without a usable summary. Rows are limited,
/// so that memory does not grow with the trace.
/// </summary>
internal sealed class SummaryBuilder
{
    // A cause is a short name; what is longer is no name.
    private const int MaxCauseLength = 256;

    private readonly Tally?[] _kinds = new Tally?[256];
    private readonly Dictionary<int, Tally> _surfaces = [];
    private readonly Dictionary<string, long> _losses = new(StringComparer.Ordinal);
    private readonly List<string> _causes = [];
    private long _lastTime;
    private long _chunks;
    private long _plainBytes;
    private long _storedBytes;

    private sealed class Tally
    {
        public long Count;
        public long RecordBytes;
        public long PayloadBytes;
        public long StoredPayloadBytes;

        public void Add(RecordSize size, long payloadBytes, int count = 1)
        {
            Count += count;
            RecordBytes += size.RecordBytes;
            PayloadBytes += payloadBytes;
            StoredPayloadBytes += size.StoredPayloadBytes;
        }
    }

    public void AddChunk(long plainBytes, long storedBytes)
    {
        _chunks++;
        _plainBytes += plainBytes;
        _storedBytes += storedBytes;
    }

    /// <summary>Counts an event, or a record of a later version that may be ignored (null).</summary>
    public void Add(byte opcode, SessionEvent? sessionEvent, RecordSize size) =>
        Add(opcode, sessionEvent, size, sessionEvent is null ? 0 : PayloadBytes.Of(sessionEvent));

    /// <summary>Likewise, the bytes of the payloads that it carries being known.</summary>
    public void Add(byte opcode, SessionEvent? sessionEvent, RecordSize size, long payloadBytes)
    {
        (_kinds[opcode] ??= new Tally()).Add(size, payloadBytes);
        _lastTime = sessionEvent?.TimeNanoseconds ?? _lastTime;
        switch (sessionEvent)
        {
            case DrawingCommand command:
                OfSurface(command.Target.SurfaceId).Add(size, payloadBytes);
                break;
            case SurfaceCreated created:
                OfSurface(created.SurfaceId).Add(size, payloadBytes, 0);
                break;
            case DataLost lost:
                AddLoss(lost);
                break;
            default:
                break;
        }
    }

    public TraceSummary Build()
    {
        var kinds = Enumerable.Range(0, _kinds.Length).Where(k => _kinds[k] is not null).Select(KindRow).ToArray();
        return new TraceSummary
        {
            Events = kinds.Sum(k => k.Count),
            Commands = _surfaces.Values.Sum(s => s.Count),
            DurationNanoseconds = _lastTime,
            Chunks = _chunks,
            PlainBytes = _plainBytes,
            StoredBytes = _storedBytes,
            PayloadBytes = kinds.Sum(k => k.PayloadBytes),
            StoredPayloadBytes = kinds.Sum(k => k.StoredPayloadBytes),
            Kinds = kinds,
            Surfaces = [.. _surfaces.OrderBy(s => s.Key).Select(s => SurfaceRow(s.Key, s.Value))],
            Losses = [.. _causes.Select(cause => new LossTally(cause, _losses[cause]))],
        };
    }

    private KindTally KindRow(int opcode)
    {
        var tally = _kinds[opcode]!;
        return new KindTally(
            Opcodes.Name((Opcode)opcode),
            tally.Count,
            tally.RecordBytes,
            tally.PayloadBytes,
            tally.StoredPayloadBytes
        );
    }

    private static SurfaceTally SurfaceRow(int surfaceId, Tally tally) =>
        new(surfaceId, tally.Count, tally.RecordBytes, tally.PayloadBytes, tally.StoredPayloadBytes);

    private Tally OfSurface(int surfaceId)
    {
        if (_surfaces.TryGetValue(surfaceId, out var tally))
        {
            return tally;
        }

        var row = _surfaces.Count < TraceLimits.MaxSummaryRows ? surfaceId : SurfaceTally.OtherSurfaces;
        if (!_surfaces.TryGetValue(row, out tally))
        {
            tally = new Tally();
            _surfaces.Add(row, tally);
        }

        return tally;
    }

    private void AddLoss(DataLost lost)
    {
        var hasRow =
            _losses.ContainsKey(lost.Cause)
            || (_causes.Count < TraceLimits.MaxSummaryRows && lost.Cause.Length <= MaxCauseLength);
        var cause = hasRow ? lost.Cause : LossTally.OtherCauses;
        if (_losses.TryAdd(cause, 0))
        {
            _causes.Add(cause);
        }

        _losses[cause] += lost.Count;
    }
}
