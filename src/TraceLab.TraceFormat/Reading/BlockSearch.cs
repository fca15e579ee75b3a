using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;

namespace TraceLab.TraceFormat.Reading;

/// <summary>Finds the next whole block after damage, by its mark and then its head's checksum.</summary>
internal sealed class BlockSearch(BlockReader blocks)
{
    private const int WindowBytes = 1 << 16;

    private readonly byte[] _window = new byte[WindowBytes];

    /// <summary>The first block whose head is right at or after an offset; null when there is none.</summary>
    public BlockFrame? Next(long offset)
    {
        for (var at = NextMark(offset); at is { } mark; at = NextMark(mark + 1))
        {
            try
            {
                return blocks.ReadFrame(mark);
            }
            catch (InputFaultException)
            {
                // Four bytes that only look like a mark, or another damaged head.
            }
        }

        return null;
    }

    private long? NextMark(long offset)
    {
        var mark = BlockFrame.Mark;
        while (blocks.Source.Length - offset >= mark.Length)
        {
            var bytes = _window.AsSpan(0, (int)Math.Min(WindowBytes, blocks.Source.Length - offset));
            blocks.Source.ReadExactly(offset, bytes);
            var position = bytes.IndexOf(mark);
            if (position >= 0)
            {
                return offset + position;
            }

            // A mark may lie across the window's end.
            offset += bytes.Length - mark.Length + 1;
        }

        return null;
    }
}
