using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// The novelty of an area (<see cref="NoveltyCounter"/>), of a large one estimated from rows evenly spread over it: what is
/// weighed then is large too, and reading all of it would take a good part of the time that encoding it does.
/// </summary>
internal static class NoveltySample
{
    private const int PartsOfFrame = 16;

    private const int RareFactor = 4;

    // Of a rough sample: rows are that much rarer, and only so much of each is read.
    private const int RoughFactor = 8;
    private const int RoughStep = 32;
    private const int RoughWidth = 64;

    /// <summary>One row of so many is counted in an area of so many pixels.</summary>
    public static int RowStep(long pixels) =>
        pixels switch
        {
            < 1024 => 1,
            < 4096 => 2,
            < 16384 => 4,
            < 65536 => 8,
            < 262144 => 16,
            _ => 32,
        };

    /// <summary>
    /// Likewise of an area that is part of a frame: where it is one of many, it is judged together with others and not so
    /// closely by itself.
    /// </summary>
    public static int RowStep(long pixels, FrameInput frame) =>
        RowStep(Math.Max(pixels, frame.ChangedPixels / PartsOfFrame));

    /// <summary>One row of so many where hardly anything depends on it.</summary>
    public static int RareRowStep(int step) => step * RareFactor;

    /// <summary>Novel pixels of an area of a picture of <paramref name="stride"/> pixels a row.</summary>
    public static int Count(ReadOnlySpan<uint> pixels, int stride, Rect area) =>
        Count(pixels, stride, area, RowStep(area.Area));

    /// <summary>
    /// Novel pixels of an area as one row of <paramref name="step"/> tells them, or, of a lower area, its middle row.
    /// </summary>
    public static int Count(ReadOnlySpan<uint> pixels, int stride, Rect area, int step)
    {
        var first = area.Top + (step / 2);
        if (first >= area.Bottom)
        {
            first = area.Top + (area.Height / 2);
        }

        var sampled = area with { Top = first };
        var novel = NoveltyCounter.Count(pixels, stride, sampled, step);
        if (sampled.Height <= step)
        {
            return novel * area.Height;
        }

        // Exact, since a double holds the product; a division of integers that long would take as long as reading a row.
        var rows = (sampled.Height + step - 1) / step;
        return rows == area.Height ? novel : (int)((double)novel * area.Height / rows);
    }

    /// <summary>About how many pixels of an area are novel, from the beginning of rare rows.</summary>
    /// <param name="pixels">The picture.</param>
    /// <param name="stride">Pixels of a row of it.</param>
    /// <param name="area">The area.</param>
    /// <param name="step">One row of so many would be counted closely.</param>
    public static int CountRoughly(ReadOnlySpan<uint> pixels, int stride, Rect area, int step)
    {
        var roughStep = Math.Max(RoughStep, step * RoughFactor);
        if (area.Width <= RoughWidth)
        {
            return Count(pixels, stride, area, roughStep);
        }

        var novel = Count(pixels, stride, area with { Right = area.Left + RoughWidth }, roughStep);
        return (int)((long)novel * area.Width / RoughWidth);
    }
}
