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

    private readonly SortedDictionary<byte, Tally> _kinds = [];
    private readonly SortedDictionary<int, Tally> _surfaces = [];
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
    public void Add(byte opcode, SessionEvent? sessionEvent, RecordSize size)
    {
        var payloadBytes = sessionEvent is null ? 0 : PayloadBytes.Of(sessionEvent);
        Row(_kinds, opcode).Add(size, payloadBytes);
        _lastTime = sessionEvent?.TimeNanoseconds ?? _lastTime;
        switch (sessionEvent)
        {
            case DrawingCommand command:
                SurfaceRow(command.Target.SurfaceId).Add(size, payloadBytes);
                break;
            case SurfaceCreated created:
                SurfaceRow(created.SurfaceId).Add(size, payloadBytes, 0);
                break;
            case DataLost lost:
                AddLoss(lost);
                break;
            default:
                break;
        }
    }

    public TraceSummary Build() =>
        new()
        {
            Events = _kinds.Values.Sum(k => k.Count),
            Commands = _surfaces.Values.Sum(s => s.Count),
            DurationNanoseconds = _lastTime,
            Chunks = _chunks,
            PlainBytes = _plainBytes,
            StoredBytes = _storedBytes,
            PayloadBytes = _kinds.Values.Sum(k => k.PayloadBytes),
            StoredPayloadBytes = _kinds.Values.Sum(k => k.StoredPayloadBytes),
            Kinds =
            [
                .. _kinds.Select(k => new KindTally(
                    Opcodes.Name((Opcode)k.Key),
                    k.Value.Count,
                    k.Value.RecordBytes,
                    k.Value.PayloadBytes,
                    k.Value.StoredPayloadBytes
                )),
            ],
            Surfaces =
            [
                .. _surfaces.Select(s => new SurfaceTally(
                    s.Key,
                    s.Value.Count,
                    s.Value.RecordBytes,
                    s.Value.PayloadBytes,
                    s.Value.StoredPayloadBytes
                )),
            ],
            Losses = [.. _causes.Select(cause => new LossTally(cause, _losses[cause]))],
        };

    private Tally SurfaceRow(int surfaceId) =>
        Row(
            _surfaces,
            _surfaces.Count < TraceLimits.MaxSummaryRows || _surfaces.ContainsKey(surfaceId)
                ? surfaceId
                : SurfaceTally.OtherSurfaces
        );

    private static Tally Row<TKey>(SortedDictionary<TKey, Tally> rows, TKey key)
        where TKey : notnull
    {
        if (!rows.TryGetValue(key, out var tally))
        {
            tally = new Tally();
            rows.Add(key, tally);
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
