using TraceLab.Core.Commands;
using TraceLab.TraceFormat.Chunks;

namespace TraceLab.TraceFormat;

/// <summary>
/// Whether two events are the same in every field and pixel: they are when a trace of each has the same bytes.
/// </summary>
public static class EventEquality
{
    /// <param name="one">Any event.</param>
    /// <param name="other">Any event.</param>
    /// <param name="withTimes">Whether their times count.</param>
    /// <exception cref="ArgumentException">One of them is beyond <see cref="TraceLimits"/>.</exception>
    public static bool AreSame(SessionEvent one, SessionEvent other, bool withTimes = true)
    {
        if (ReferenceEquals(one, other))
        {
            return true;
        }

        var isSameTime = one.TimeNanoseconds == other.TimeNanoseconds || !withTimes;
        if (!isSameTime || one.GetType() != other.GetType())
        {
            return false;
        }

        using var oneAlone = ChunkOf(one);
        using var otherAlone = ChunkOf(other);
        return oneAlone.Content.SequenceEqual(otherAlone.Content);
    }

    // The first event of a chunk holds no time of its own.
    private static ChunkWriter ChunkOf(SessionEvent sessionEvent)
    {
        var chunk = new ChunkWriter(new TraceWriterOptions { PayloadTableEntries = 1 });
        chunk.Begin(1, 0);
        chunk.Add(sessionEvent);
        return chunk;
    }
}
