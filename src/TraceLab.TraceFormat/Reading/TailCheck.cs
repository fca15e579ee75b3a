using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.TraceFormat.Reading;

/// <summary>
/// Holds what the end of a file says of it against what was really there: counts, places, and that the end is the end.
/// </summary>
internal sealed class TailCheck(BlockReader blocks, FaultList faults)
{
    private readonly BlockComposer _composer = new();
    private readonly List<ChunkEntry> _chunks = [];
    private readonly List<KeyframeEntry> _keyframes = [];
    private readonly string _file = blocks.Source.Name;
    private (long Offset, TraceSummary Summary)? _summary;
    private (long Offset, TraceIndex Index)? _index;
    private long _dataEndOffset;
    private (long Offset, InputFaultException Fault)? _cut;

    /// <summary>What the data end block says; null while none was met.</summary>
    public DataEnd? End { get; private set; }

    /// <summary>Whether the footer was met: nothing follows it.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether the end is not there yet because a recorder still writes.</summary>
    public bool IsInProgress { get; private set; }

    public void Take(BlockFrame frame, ChunkHead head) => _chunks.Add(head.EntryOf(frame));

    public void Take(KeyframeEntry keyframe) => _keyframes.Add(keyframe);

    /// <summary>Reads any block but chunks and keyframes. One of a later version is passed over.</summary>
    /// <exception cref="InputFaultException">The block is damaged.</exception>
    public void Take(BlockFrame frame)
    {
        switch (frame.Kind)
        {
            case BlockKind.DataEnd:
                End = DataEnd.Read(frame, _file);
                _dataEndOffset = frame.Offset;
                break;
            case BlockKind.Summary:
                _summary = (frame.Offset, SummaryCodec.Read(blocks, frame));
                break;
            case BlockKind.Index:
                _index = (frame.Offset, IndexCodec.Read(blocks, frame));
                break;
            case BlockKind.Footer:
                TakeFooter(frame);
                break;
            default:
                var body = Array.Empty<byte>();
                blocks.ReadStoredBody(frame, ref body);
                break;
        }
    }

    /// <summary>After this offset nothing more can be read.</summary>
    public void Cut(long offset, InputFaultException fault) => _cut = (offset, fault);

    /// <summary>Everything was read: compares it with what the tail says.</summary>
    public void Finish(TraceSummary counted, long events, long lastTimeNanoseconds)
    {
        if (faults.Count > 0)
        {
            // What damage took away need not be told again as a contradiction.
            CheckEnd();
            return;
        }

        if (End is { } end && (end.Events != events || end.LastTimeNanoseconds != lastTimeNanoseconds))
        {
            Contradict(
                _dataEndOffset,
                "the chunks do not match the data end",
                $"{end.Events} events up to {end.LastTimeNanoseconds} ns",
                $"{events} up to {lastTimeNanoseconds} ns"
            );
        }

        if (_summary is { } stored && !AreEqual(stored.Summary, counted))
        {
            Contradict(stored.Offset, "the summary does not match the events", Of(stored.Summary), Of(counted));
        }

        if (_index is { } index)
        {
            Compare(index.Offset, "chunks", index.Index.Chunks, _chunks);
            Compare(index.Offset, "keyframes", index.Index.Keyframes, _keyframes);
        }

        CheckEnd();
    }

    private void TakeFooter(BlockFrame frame)
    {
        var footer = Footer.Read(frame, _file);
        IsComplete = true;
        var found = new Footer(_dataEndOffset, _summary?.Offset ?? 0, _index?.Offset ?? 0);
        if (footer != found && faults.Count == 0)
        {
            Contradict(frame.Offset, "the footer does not match the tail", $"{footer}", $"{found}");
        }

        if (FileEnds.FindFooter(blocks.Source) == frame.Offset)
        {
            return;
        }

        var rest = blocks.Source.Length - frame.EndOffset;
        faults.Add(
            TraceFaults.TailDamaged(
                _file,
                frame.EndOffset,
                "the file does not end after its footer",
                $"{rest} bytes, expected {FileEnds.TailBytes}"
            )
        );
    }

    private void CheckEnd()
    {
        IsInProgress = !IsComplete && blocks.Source is FileSource { IsBeingRecorded: true };
        if (IsComplete || IsInProgress)
        {
            return;
        }

        var offset = _cut?.Offset ?? blocks.Source.Length;
        var fault = _cut?.Fault;
        faults.Add(
            End is null
                ? TraceFaults.Interrupted(_file, offset, fault?.What ?? "the trace has no end", fault?.Found)
                : TraceFaults.TailDamaged(
                    _file,
                    offset,
                    fault?.What ?? "the file's tail is missing or damaged",
                    fault?.Found
                )
        );
    }

    private void Compare<T>(long offset, string what, IReadOnlyList<T> stored, List<T> found)
    {
        if (!stored.SequenceEqual(found))
        {
            Contradict(
                offset,
                $"the index does not match the {what}",
                $"{stored.Count} {what}",
                $"{found.Count}, or other places"
            );
        }
    }

    private void Contradict(long offset, string what, string expected, string found) =>
        faults.Add(TraceFaults.Contradiction(_file, offset, what, expected, found));

    // Two summaries are the same when their blocks are.
    private bool AreEqual(TraceSummary one, TraceSummary other)
    {
        var bytes = SummaryCodec.Compose(_composer, one).ToArray();
        return SummaryCodec.Compose(_composer, other).Span.SequenceEqual(bytes);
    }

    private static string Of(TraceSummary summary) =>
        $"{summary.Events} events, {summary.Commands} commands, {summary.PayloadBytes} bytes of payloads";
}
