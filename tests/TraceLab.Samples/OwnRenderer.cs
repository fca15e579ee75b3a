using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Samples;

public static class OwnRenderer
{
    public static void Record(string path)
    {
        var header = new TraceHeader
        {
            ScreenWidth = 320,
            ScreenHeight = 200,
            Source = "synthetic",
            Tool = "my renderer",
        };
        using var trace = TraceWriter.CreateFile(path, header);
        trace.Write(new SurfaceCreated(0, Surface.ScreenId, 320, 200, SurfaceFormat.Xrgb32, Initial: null));

        // Times are nanoseconds since the start; a tile's bytes are B G R 0, and it is stored once however often it is drawn.
        var tile = new Image(2, 1, ImageFormat.Xrgb32, [0xff, 0, 0, 0, 0, 0xff, 0, 0]);
        for (var frame = 0; frame < 100; frame++)
        {
            var time = frame * 16_000_000L;
            var background = new DrawTarget(Surface.ScreenId, new Rect(0, 0, 320, 200));
            trace.Write(new FillCommand(time, background, Brush.Solid(0xff202020)));
            var place = new DrawTarget(Surface.ScreenId, Rect.FromSize(3 * frame, 50, 2, 1));
            trace.Write(new ImageCommand(time, place, tile, new Rect(0, 0, 2, 1)));
        }

        trace.Complete();
    }

    public static (long Fills, uint LastPixel) Read(string path)
    {
        using var trace = TraceReader.Open(path);
        var fills = trace.Events().OfType<FillCommand>().LongCount();
        var screen = trace.StateAt(timeNanoseconds: 99 * 16_000_000L).Surfaces.Screen!;
        return (fills, screen.ReadRow(50)[297]);
    }
}
