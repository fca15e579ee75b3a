using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Tail;

namespace TraceLab.TraceFormat.Reading;

/// <summary>
/// What was found out about a file without reading its events. Chunks lie from <paramref name="FirstBlockOffset"/>, after
/// the header, up to <paramref name="DataEndOffset"/>; <paramref name="End"/> is the data end block there, if the file has
/// one. <paramref name="Summary"/> is null when it has to be counted, <paramref name="Index"/> when it still lies unread
/// at <paramref name="IndexOffset"/>, <paramref name="Fault"/> when the file is complete.
/// </summary>
internal sealed record TraceLayout(
    long FirstBlockOffset,
    long DataEndOffset,
    DataEnd? End,
    TraceSummary? Summary,
    TraceIndex? Index,
    long IndexOffset,
    InputFaultException? Fault
)
{
    /// <summary>Finds the tail through the footer; when that fails, walks from chunk to chunk.</summary>
    public static TraceLayout Find(BlockReader blocks, long firstBlockOffset)
    {
        InputFaultException? fault = null;
        try
        {
            if (FileEnds.FindFooter(blocks.Source) is { } footerOffset)
            {
                return FromFooter(blocks, firstBlockOffset, footerOffset);
            }
        }
        catch (InputFaultException tailFault)
        {
            fault = tailFault;
        }

        return Scan(blocks, firstBlockOffset, fault);
    }

    private static TraceLayout FromFooter(BlockReader blocks, long firstBlockOffset, long footerOffset)
    {
        var (source, file) = (blocks.Source, blocks.Source.Name);
        var frame = blocks.ReadFrame(footerOffset);
        var footer = Footer.Read(frame, file);
        if (frame.EndOffset + FileEnds.TailBytes != source.Length || footer.DataEndOffset < firstBlockOffset)
        {
            throw TraceFaults.Damaged(file, footerOffset, "a footer of another size", null, $"{footer}");
        }

        var end = DataEnd.Read(blocks.ReadFrame(footer.DataEndOffset), file);
        var summary = SummaryCodec.Read(blocks, blocks.ReadFrame(footer.SummaryOffset));
        return new TraceLayout(firstBlockOffset, footer.DataEndOffset, end, summary, null, footer.IndexOffset, null);
    }

    private static TraceLayout Scan(BlockReader blocks, long firstBlockOffset, InputFaultException? tailFault)
    {
        var file = blocks.Source.Name;
        var (chunks, keyframes) = (new List<ChunkEntry>(), new List<KeyframeEntry>());
        var offset = firstBlockOffset;
        InputFaultException? fault = null;
        while (offset < blocks.Source.Length)
        {
            try
            {
                var frame = blocks.ReadFrame(offset);
                if (frame.Kind == BlockKind.DataEnd)
                {
                    var whatIsWrong = tailFault?.What ?? "the file's tail is missing or damaged";
                    fault = TraceFaults.TailDamaged(file, frame.EndOffset, whatIsWrong, tailFault?.Found);
                    var end = DataEnd.Read(frame, file);
                    return new TraceLayout(firstBlockOffset, offset, end, null, IndexOf(offset), 0, fault);
                }

                if (frame.Kind == BlockKind.Chunk)
                {
                    chunks.Add(ChunkHead.Read(frame, file).EntryOf(frame));
                }
                else if (frame.Kind == BlockKind.Keyframe)
                {
                    keyframes.Add(ChunkHead.Read(frame, file).KeyframeOf(frame));
                }

                offset = frame.EndOffset;
            }
            catch (InputFaultException cut)
            {
                fault = cut;
                break;
            }
        }

        offset = DropDamagedEnd(blocks, chunks, offset, ref fault);
        fault = TraceFaults.Interrupted(file, offset, fault?.What ?? "the trace has no end", fault?.Found);
        return new TraceLayout(firstBlockOffset, offset, null, null, IndexOf(offset), 0, fault);

        TraceIndex IndexOf(long end) => new(chunks) { Keyframes = keyframes.FindAll(one => one.Offset < end) };
    }

    // A machine that lost power may have written a chunk's frame and not its content.
    private static long DropDamagedEnd(
        BlockReader blocks,
        List<ChunkEntry> chunks,
        long offset,
        ref InputFaultException? fault
    )
    {
        var content = Array.Empty<byte>();
        while (chunks.Count > 0)
        {
            try
            {
                blocks.ReadBody(blocks.ReadFrame(chunks[^1].Offset), ref content);
                return offset;
            }
            catch (InputFaultException damage)
            {
                fault = damage;
                offset = chunks[^1].Offset;
                chunks.RemoveAt(chunks.Count - 1);
            }
        }

        return offset;
    }
}
