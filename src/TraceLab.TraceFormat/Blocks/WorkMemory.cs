using System.Buffers;

namespace TraceLab.TraceFormat.Blocks;

/// <summary>
/// Buffers of about a chunk's size, from the pool that the whole process shares: traces opened one after the other work in
/// the same memory, which is in the cache already, and the garbage collector has nothing to do with it.
/// </summary>
internal static class WorkMemory
{
    /// <summary>Makes a buffer at least so long. What it held is lost, and what it holds is arbitrary.</summary>
    public static void Reserve(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Return(ref buffer);
            buffer = ArrayPool<byte>.Shared.Rent(length);
        }
    }

    /// <summary>Gives a buffer back that <see cref="Reserve"/> made, and leaves an empty one.</summary>
    public static void Return(ref byte[] buffer)
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }
}
