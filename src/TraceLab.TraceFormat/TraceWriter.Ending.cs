using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.TraceFormat;

/// <summary>How a trace ends: in good order, or after a write that failed.</summary>
public sealed partial class TraceWriter
{
    /// <summary>
    /// Ends the trace: last chunk, data end, summary, index, footer; then the file gets its name. A session without an
    /// end gets one at its last event's time.
    /// </summary>
    public void Complete()
    {
        if (!_hasEnded)
        {
            Write(new SessionEnded(_lastTime));
        }

        FlushChunk();
        WriteTail(new DataEnd(_events, _lastTime), Summary);
    }

    /// <summary>
    /// After a write that failed, for lack of space perhaps: takes back the block that did not get whole, and ends the
    /// trace after the last one that did. Room for the end is mostly there, because it is smaller than a chunk. Where even
    /// that fails the file stays partial, and readable up to its last whole chunk.
    /// </summary>
    /// <returns>Whether the trace is complete.</returns>
    public bool CompleteAfterFailure()
    {
        if (IsComplete || !_output.TryTakeBack())
        {
            return IsComplete;
        }

        try
        {
            // The counts so far include events that are lost now.
            using var written = TraceReader.Open(_output.CurrentPath!);
            _writtenSummary = written.Summary;
            var last = _index.Count == 0 ? default : _index[^1];
            WriteTail(new DataEnd(last.FirstEvent + last.Events, last.LastTimeNanoseconds), _writtenSummary);
        }
        catch (Exception failure) when (failure is IOException or InputFaultException)
        {
            _output.TryTakeBack();
            _output.Dispose();
        }

        return IsComplete;
    }

    private void WriteTail(DataEnd end, TraceSummary summary)
    {
        var dataEndOffset = _output.Offset;
        _output.Write(end.Compose(_blocks).Span);
        var summaryOffset = _output.Offset;
        _output.Write(SummaryCodec.Compose(_blocks, summary).Span);
        var indexOffset = _output.Offset;
        _output.Write(IndexCodec.Compose(_blocks, new TraceIndex(_index) { Keyframes = _keyframeIndex }).Span);
        var footer = new Footer(dataEndOffset, summaryOffset, indexOffset).Compose(_blocks);
        _output.Write(footer.Span);
        Span<byte> tail = stackalloc byte[FileEnds.TailBytes];
        FileEnds.WriteTail(tail, footer.Length);
        _output.Write(tail);
        _output.Complete();
        IsComplete = true;
    }
}
