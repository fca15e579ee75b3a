using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using Brush = TraceLab.Core.Commands.Brush;

namespace TraceLab.Tests.Simulation;

/// <summary>Writes a session by hand: each call adds one event; <see cref="At"/> moves the clock.</summary>
internal sealed class SessionBuilder
{
    private long _time;

    /// <summary>The time of the next event, in nanoseconds.</summary>
    public long Now => _time;

    public List<SessionEvent> Events { get; } = [];

    public static SessionBuilder Screen(int width, int height) => new SessionBuilder().Resize(width, height);

    public SessionBuilder At(double milliseconds)
    {
        _time = (long)(milliseconds * 1_000_000);
        return this;
    }

    public SessionBuilder Resize(int width, int height) =>
        Add(new SurfaceCreated(_time, Surface.ScreenId, width, height, SurfaceFormat.Xrgb32, null));

    public SessionBuilder Surface2(int id, int width, int height) =>
        Add(new SurfaceCreated(_time, id, width, height, SurfaceFormat.Xrgb32, null));

    public SessionBuilder Destroy(int id) => Add(new SurfaceDestroyed(_time, id));

    public SessionBuilder Fill(
        Rect area,
        uint color,
        RasterOp rop = RasterOp.Copy,
        Rect[]? clip = null,
        int surface = 0
    ) => Add(new FillCommand(_time, new DrawTarget(surface, area, clip), Brush.Solid(color), rop));

    public SessionBuilder Copy(
        Rect area,
        int sourceX,
        int sourceY,
        int source = 0,
        RasterOp rop = RasterOp.Copy,
        Rect[]? clip = null
    ) =>
        Add(
            new CopyCommand(
                _time,
                new DrawTarget(Surface.ScreenId, area, clip),
                source,
                Rect.FromSize(sourceX, sourceY, area.Width, area.Height),
                rop
            )
        );

    public SessionBuilder Image(Rect area, Image image) =>
        Add(
            new ImageCommand(
                _time,
                new DrawTarget(Surface.ScreenId, area),
                image,
                new Rect(0, 0, area.Width, area.Height)
            )
        );

    /// <summary>An image in which every pixel differs from its neighbours.</summary>
    public SessionBuilder Noise(Rect area, int seed) => Image(area, NoiseImage(area.Width, area.Height, seed));

    public SessionBuilder End() => Add(new SessionEnded(_time));

    public SessionBuilder Add(SessionEvent sessionEvent)
    {
        Events.Add(sessionEvent);
        return this;
    }

    public static Image NoiseImage(int width, int height, int seed)
    {
        var bytes = new byte[width * height * 4];
        new Random(seed).NextBytes(bytes);
        return new Image(width, height, ImageFormat.Argb32, bytes);
    }
}
