using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Samples;

/// <summary>
/// A session as long as wanted that no compression makes short: pictures of noise, with fills, copies and a repeated
/// tile between them. The same for the same size.
/// </summary>
public static class LargeTrace
{
    private const int ScreenWidth = 1280;
    private const int ScreenHeight = 800;
    private const int PictureSide = 256;
    private const long StepNanoseconds = 1_000_000;

    /// <summary>Writes a trace of at least <paramref name="bytes"/> and returns its duration in nanoseconds.</summary>
    public static long Write(string path, long bytes)
    {
        var header = new TraceHeader
        {
            ScreenWidth = ScreenWidth,
            ScreenHeight = ScreenHeight,
            Source = "synthetic",
        };
        using var writer = TraceWriter.CreateFile(path, header, force: true);
        writer.Write(new SurfaceCreated(0, 0, ScreenWidth, ScreenHeight, SurfaceFormat.Xrgb32, null));
        var random = new Random(1);
        var tile = Noise(random, 16);
        var time = 0L;
        while (writer.BytesWritten < bytes)
        {
            writer.Write(new ImageCommand(time += StepNanoseconds, Place(random), Noise(random), Whole(PictureSide)));
            for (var i = 0; i < 20; i++)
            {
                var color = (uint)random.Next(1 << 24);
                writer.Write(new FillCommand(time += StepNanoseconds, Place(random, 32), Brush.Solid(color)));
                writer.Write(new ImageCommand(time += StepNanoseconds, Place(random, 16), tile, Whole(16)));
                writer.Write(new CopyCommand(time += StepNanoseconds, Place(random, 64), 0, Whole(64)));
            }
        }

        writer.Complete();
        return time;
    }

    private static Image Noise(Random random, int side = PictureSide)
    {
        var pixels = new byte[side * side * 4];
        random.NextBytes(pixels);
        for (var i = 3; i < pixels.Length; i += 4)
        {
            pixels[i] = 0;
        }

        return new Image(side, side, ImageFormat.Xrgb32, pixels);
    }

    private static DrawTarget Place(Random random, int side = PictureSide)
    {
        var (left, top) = (random.Next(ScreenWidth - side), random.Next(ScreenHeight - side));
        return new DrawTarget(0, Rect.FromSize(left, top, side, side));
    }

    private static Rect Whole(int side) => new(0, 0, side, side);
}
