using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// The novelty of an area (<see cref="NoveltyCounter"/>), of a large one estimated from rows evenly spread over it: what is
/// weighed then is large too, and reading all of it would take a good part of the time that encoding it does.
/// </summary>
internal static class NoveltySample
{
    /// <summary>One row of so many is counted in an area of so many pixels.</summary>
    public static int RowStep(long pixels) =>
        pixels switch
        {
            < 1024 => 1,
            < 4096 => 2,
            < 16384 => 4,
            _ => 8,
        };

    /// <summary>Novel pixels of an area of a picture of <paramref name="stride"/> pixels a row.</summary>
    public static int Count(ReadOnlySpan<uint> pixels, int stride, Rect area)
    {
        Span<int> counts = stackalloc int[1];
        CountPieces(pixels, stride, area, area.Width, RowStep(area.Area), counts);
        return counts[0];
    }

    /// <summary>
    /// Novel pixels of neighbouring pieces of a strip, each <paramref name="pieceWidth"/> wide but for a narrower last one, as
    /// one row of <paramref name="step"/> tells them; <paramref name="counts"/> has a place for each.
    /// </summary>
    public static void CountPieces(
        ReadOnlySpan<uint> pixels,
        int stride,
        Rect strip,
        int pieceWidth,
        int step,
        Span<int> counts
    )
    {
        counts.Clear();
        var first = strip.Top + (step / 2);
        if (step == 1 || first >= strip.Bottom)
        {
            NoveltyCounter.CountPieces(pixels, stride, strip, pieceWidth, counts);
            return;
        }

        var sampled = new Rect(strip.Left, first, strip.Right, strip.Bottom);
        NoveltyCounter.CountPieces(pixels, stride, sampled, pieceWidth, counts, step);
        Scale(counts, strip.Height, (sampled.Height + step - 1) / step);
    }

    // Most strips are whole multiples of the step, and a division costs more than the counting did.
    private static void Scale(Span<int> counts, int height, int rows)
    {
        var (factor, rest) = Math.DivRem(height, rows);
        foreach (ref var count in counts)
        {
            count = rest == 0 ? count * factor : (int)((long)count * height / rows);
        }
    }
}
