using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Tests.Generators;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

/// <summary>Traces in memory, and a small session that has every kind of event.</summary>
internal static class TestTraces
{
    public static TraceHeader Header { get; } =
        new()
        {
            ScreenWidth = 20,
            ScreenHeight = 12,
            Source = "synthetic",
            Clock = "virtual",
            Tool = "tracelab tests",
            Host = "nowhere",
            Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["purpose"] = "test" },
        };

    public static byte[] Write(IEnumerable<SessionEvent> events, TraceWriterOptions? options = null)
    {
        var stream = new MemoryStream();
        using var writer = new TraceWriter(stream, Header, options);
        foreach (var sessionEvent in events)
        {
            writer.Write(sessionEvent);
        }

        writer.Complete();
        return stream.ToArray();
    }

    public static TraceReader Open(byte[] trace, long cacheBytes = 1 << 20, bool lends = false) =>
        TraceReader.Open(trace, "test.tlt", new TraceReaderOptions { CacheBytes = cacheBytes, LendsPayloads = lends });

    public static string[] Read(byte[] trace)
    {
        using var reader = Open(trace);
        return Lines(reader.Events());
    }

    /// <summary>The events, each looked at before the next is asked for, and the fault that ended them.</summary>
    public static string[] Outcome(byte[] trace, long cacheBytes = 1 << 20, bool lends = false)
    {
        var lines = new List<string>();
        try
        {
            using var reader = Open(trace, cacheBytes, lends);
            lines.AddRange(reader.Events().Select(SessionText.Line));
        }
        catch (InputFaultException fault)
        {
            lines.Add(fault.Message);
        }

        return [.. lines];
    }

    public static string[] Lines(IEnumerable<SessionEvent> events) => [.. events.Select(SessionText.Line)];

    /// <summary>An image whose bytes depend on the seed.</summary>
    public static Image Noise(int width, int height, ImageFormat format, int seed)
    {
        var bytes = new byte[Image.ByteCount(width, height, format)];
        new Random(seed).NextBytes(bytes);
        return new Image(width, height, format, bytes);
    }

    public static SessionEvent[] EveryKind()
    {
        var tile = Noise(4, 4, ImageFormat.Argb32, 1);
        var picture = Noise(5, 3, ImageFormat.Argb32, 2);
        var letter = Noise(6, 7, ImageFormat.Alpha8, 3);
        var dot = Noise(2, 2, ImageFormat.Alpha8, 4);
        var area = new Rect(2, 3, 12, 9);
        var clipped = new DrawTarget(
            0,
            area,
            [new Rect(2, 3, 5, 9), new Rect(7, 4, 12, 8)],
            new Mask(letter, new Point(-1, 1))
        );
        var line = new Glyph[]
        {
            new(letter, new Point(3, 4)),
            new(dot, new Point(9, 4)),
            new(letter, new Point(11, 5)),
        };
        var tiled = new Brush(0xFF102030, PixelSource.Of(tile), new Point(-3, 2));
        return
        [
            new SurfaceCreated(0, 0, 20, 12, SurfaceFormat.Xrgb32, picture),
            new SurfaceCreated(0, 3, 8, 8, SurfaceFormat.Rgb565, null),
            new Marker(10, "scroll starts"),
            new FillCommand(1_000, new DrawTarget(0, area), Brush.Solid(0xFF336699)),
            new FillCommand(1_000, clipped, tiled, RasterOp.Xor),
            new FillCommand(1_500, new DrawTarget(3, area, []), Brush.Tiled(PixelSource.Of(0, area), default)),
            new CopyCommand(2_000_000, new DrawTarget(0, area), 0, area.Offset(0, 3)),
            new CopyCommand(2_000_001, new DrawTarget(0, area), 3, new Rect(0, 0, 4, 4), RasterOp.And),
            new ImageCommand(3_000_000, new DrawTarget(0, area), picture, new Rect(0, 0, 10, 6)),
            new ImageCommand(3_000_000, clipped, picture, new Rect(1, 1, 3, 2), RasterOp.Or),
            new GlyphsCommand(4_000_000, new DrawTarget(0, area), line, Brush.Solid(0xFF000000), true),
            new GlyphsCommand(4_000_000, clipped, [], tiled, false, RasterOp.Invert),
            new BlendCommand(5_000_000, new DrawTarget(0, area), PixelSource.Of(picture), 200, true),
            new BlendCommand(5_000_000, new DrawTarget(0, area), PixelSource.Of(3, area), 255, false),
            new TransparentCommand(6_000_000, clipped, PixelSource.Of(tile, area), 0x00FF00FF),
            new Rop3Command(7_000_000, new DrawTarget(0, area), PixelSource.Of(3, new Rect(0, 0, 2, 2)), tiled, 0xB8),
            new CursorChanged(
                8_000_000,
                CursorAction.Set,
                new Point(4, 5),
                true,
                new CursorShape(0, 4, 4, 1, 2, tile.Bytes.ToArray())
            ),
            new CursorChanged(8_000_001, CursorAction.Move, new Point(-4, 6), false, null),
            new DataLost(9_000_000, "quic-image", 2, 0, area, "64x64 at 0,0"),
            new Checkpoint(9_500_000, 0, 0x0123456789ABCDEF),
            new SurfaceDestroyed(9_600_000, 3),
            new SessionEnded(10_000_000),
        ];
    }
}
