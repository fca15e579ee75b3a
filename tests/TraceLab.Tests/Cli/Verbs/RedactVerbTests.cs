using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Keyframes;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>What is hidden is seen at no moment, and is not in the file either.</summary>
public sealed class RedactVerbTests : IDisposable
{
    private const uint Gray = 0x808080;
    private static readonly Rect s_hidden = Rect.FromSize(4, 4, 8, 6);

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_hidden_part_of_a_real_session_shows_one_colour_all_the_time()
    {
        var output = _folder.PathOf("public.tlt");
        var hidden = Rect.FromSize(200, 150, 300, 200);
        await TracelabRun.ExpectAsync(
            0,
            ["redact", ImportedTraces.PathOf("scroll"), "-o", output, "--area", "200,150,300,200"]
        );
        using var before = TraceReader.Open(ImportedTraces.PathOf("scroll"));
        using var after = TraceReader.Open(output);
        var state = new SessionState();
        foreach (var (sessionEvent, number) in after.Events().Select((e, i) => (e, i)))
        {
            state.Apply(sessionEvent);
            if (number % 50 == 0 && state.Surfaces.Screen is { } screen)
            {
                AssertOneColor(screen, hidden);
            }
        }

        Assert.Equal(before.Summary.Commands + 1, after.Summary.Commands);
        Assert.Equal("", after.Header.Host);
        Assert.Empty(after.Header.Facts);
        await TracelabRun.ExpectAsync(0, "doctor", output);
    }

    [Fact]
    public async Task Pixels_that_reach_the_hidden_part_by_way_of_another_surface_are_blank_there_already()
    {
        var secret = TraceFormat.TestTraces.Noise(8, 6, ImageFormat.Xrgb32, 1);
        var open = TraceFormat.TestTraces.Noise(4, 4, ImageFormat.Xrgb32, 2);
        var bytes = await Redact([
            new SurfaceCreated(0, 0, 16, 12, SurfaceFormat.Xrgb32, null),
            new SurfaceCreated(0, 1, 8, 6, SurfaceFormat.Xrgb32, secret),
            new SurfaceCreated(0, 2, 8, 6, SurfaceFormat.Xrgb32, null),
            new SurfaceCreated(0, 3, 4, 4, SurfaceFormat.Xrgb32, open),
            new CopyCommand(1, Whole(2), 1, new Rect(0, 0, 8, 6)),
            new CopyCommand(2, new DrawTarget(0, s_hidden), 2, new Rect(0, 0, 8, 6)),
            new CopyCommand(3, new DrawTarget(0, new Rect(0, 0, 4, 4)), 3, new Rect(0, 0, 4, 4)),
            new SessionEnded(4),
        ]);

        Assert.Equal(-1, bytes.AsSpan().IndexOf(secret.Bytes[..16]));
        Assert.NotEqual(-1, bytes.AsSpan().IndexOf(open.Bytes[..16]));
    }

    [Fact]
    public async Task Of_an_image_that_lies_half_in_the_hidden_part_the_other_half_stays()
    {
        var image = TraceFormat.TestTraces.Noise(8, 2, ImageFormat.Argb32, 1);
        var bytes = await Redact([
            new SurfaceCreated(0, 0, 16, 12, SurfaceFormat.Xrgb32, null),
            new ImageCommand(1, new DrawTarget(0, new Rect(0, 5, 8, 7)), image, new Rect(0, 0, 8, 2)),
            new SessionEnded(4),
        ]);
        using var reader = TraceReader.Open(bytes, "redacted");
        var drawn = Assert.Single(reader.Events().OfType<ImageCommand>());

        Assert.Equal((8, 2), (drawn.Image.Width, drawn.Image.Height));
        Assert.Equal(image.Bytes[..16].ToArray(), drawn.Image.Bytes[..16].ToArray());
        Assert.Equal(new Rect(0, 5, 4, 7), drawn.Bounds);
        Assert.All(drawn.Image.Row32(1)[4..].ToArray(), pixel => Assert.Equal(0xFF000000 | Gray, pixel));
        AssertOneColor(reader.StateAt(4).Surfaces.Screen!, s_hidden);
    }

    [Fact]
    public async Task Text_becomes_boxes_of_the_same_sizes()
    {
        var letter = TraceFormat.TestTraces.Noise(5, 7, ImageFormat.Alpha8, 3);
        var bytes = await Redact(
            [
                new SurfaceCreated(0, 0, 16, 12, SurfaceFormat.Xrgb32, null),
                new GlyphsCommand(
                    1,
                    new DrawTarget(0, new Rect(0, 0, 5, 7)),
                    [new Glyph(letter, default)],
                    Brush.Solid(0xFF123456),
                    true
                ),
                new Checkpoint(2, 0, 1),
                new SessionEnded(4),
            ],
            "--text"
        );
        using var reader = TraceReader.Open(bytes, "redacted");
        var drawn = Assert.Single(reader.Events().OfType<GlyphsCommand>());

        Assert.All(drawn.Glyphs[0].Coverage.Bytes.ToArray(), coverage => Assert.Equal(255, coverage));
        Assert.Equal((5, 7), (drawn.Glyphs[0].Coverage.Width, drawn.Glyphs[0].Coverage.Height));
        Assert.Equal(0xFF123456, drawn.Brush.Color);
        Assert.Empty(reader.Events().OfType<Checkpoint>());
    }

    [Fact]
    public async Task Nothing_to_hide_is_wrong_usage() =>
        Assert.Contains(
            "expected --area or --text",
            (await TracelabRun.ExpectAsync(2, "redact", ImportedTraces.PathOf("moves"), "-o", "out.tlt")).Error
        );

    private async Task<byte[]> Redact(SessionEvent[] events, params string[] options)
    {
        var input = _folder.Write("session.tlt", TraceFormat.TestTraces.Write(events));
        var output = _folder.PathOf("public.tlt");
        string[] what = options.Length > 0 ? options : ["--area", "4,4,8,6"];
        await TracelabRun.ExpectAsync(0, ["redact", input, "-o", output, .. what]);
        await TracelabRun.ExpectAsync(0, "doctor", output);
        return await File.ReadAllBytesAsync(output);
    }

    private static DrawTarget Whole(int surface) => new(surface, new Rect(0, 0, 8, 6));

    private static void AssertOneColor(Surface screen, Rect area)
    {
        for (var y = area.Top; y < area.Bottom; y++)
        {
            Assert.Equal(-1, screen.Row(y, area.Left, area.Right).IndexOfAnyExcept(Gray));
        }
    }
}
