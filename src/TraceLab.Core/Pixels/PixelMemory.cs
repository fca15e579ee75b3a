using System.Collections.Concurrent;

namespace TraceLab.Core.Pixels;

/// <summary>
/// Memory of framebuffers that are no longer used, kept for the next ones of the same size. Whoever replays many traces, or
/// one many times, would otherwise spend more time on getting fresh pages from the system than on some whole sessions.
/// Thread-safe.
/// </summary>
internal static class PixelMemory
{
    private const int SmallestKeptPixels = 64 * 1024;
    private const long MostKeptPixels = 32L * 1024 * 1024;

    private static readonly ConcurrentDictionary<int, ConcurrentBag<uint[]>> s_kept = new();
    private static long s_keptPixels;

    /// <summary>An array of exactly this length, all zero; the caller owns it.</summary>
    public static uint[] Rent(int length)
    {
        if (length < SmallestKeptPixels || !s_kept.TryGetValue(length, out var bag) || !bag.TryTake(out var pixels))
        {
            return new uint[length];
        }

        Interlocked.Add(ref s_keptPixels, -length);
        Array.Clear(pixels);
        return pixels;
    }

    /// <summary>Takes an array back that nobody uses any more.</summary>
    public static void Return(uint[] pixels)
    {
        if (pixels.Length < SmallestKeptPixels)
        {
            return;
        }

        if (Interlocked.Add(ref s_keptPixels, pixels.Length) > MostKeptPixels)
        {
            Interlocked.Add(ref s_keptPixels, -pixels.Length);
            return;
        }

        s_kept.GetOrAdd(pixels.Length, _ => []).Add(pixels);
    }
}
