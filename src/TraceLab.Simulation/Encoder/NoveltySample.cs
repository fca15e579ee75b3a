using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// The novelty of an area (<see cref="NoveltyCounter"/>), of a large one estimated from rows evenly spread over it: what is
/// weighed then is large too, and reading all of it would take a good part of the time that encoding it does.
/// </summary>
internal static class NoveltySample
{
    private const int PartsOfFrame = 32;

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
        var rows = (sampled.Height + step - 1) / step;
        var novel = NoveltyCounter.Count(pixels, stride, sampled, step);
        return rows == area.Height ? novel : (int)((long)novel * area.Height / rows);
    }
}
