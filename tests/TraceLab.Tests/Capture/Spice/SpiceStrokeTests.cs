using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>STROKE: what is a fill, and what is a loss.</summary>
public sealed class SpiceStrokeTests
{
    private const int BeginAndEnd = 3;
    private const int Close = 8;
    private const int Bezier = 16;

    private static readonly Rect Whole = new(0, 0, 4, 3);

    [Theory]
    [InlineData(0, 1, 3, 1, "......", "###...", "......")]
    [InlineData(3, 1, 0, 1, "......", ".###..", "......")]
    [InlineData(2, 0, 2, 2, "..#...", "..#...", "......")]
    [InlineData(2, 2, 2, 0, "......", "..#...", "..#...")]
    [InlineData(1, 1, 1, 1, "......", "......", "......")]
    public void A_line_leaves_out_its_last_pixel(int x1, int y1, int x2, int y2, params string[] expected)
    {
        var replay = new SpiceReplay(New().Draw(10, Whole, b => Stroke(b, BeginAndEnd, [(x1, y1), (x2, y2)])));

        Assert.Equal(Array.ConvertAll(expected, r => r[..4]), Dots(replay));
        Assert.Empty(replay.Causes());
    }

    [Fact]
    public void A_closed_path_returns_to_its_start()
    {
        var path = ((int, int)[])[(0, 0), (3, 0), (3, 2), (0, 2)];
        var replay = new SpiceReplay(New().Draw(10, Whole, b => Stroke(b, BeginAndEnd | Close, path)));

        Assert.Equal(["####", "#..#", "####"], Dots(replay));
    }

    [Fact]
    public void Points_are_rounded_and_one_half_goes_down()
    {
        byte[] path = SpiceRecordingBuilder.Packed(BeginAndEnd, 2, 8, 9, 40, 16);
        var replay = new SpiceReplay(New().Draw(10, Whole, b => Stroke(b, path, 0)));

        Assert.Equal(["....", "##..", "...."], Dots(replay));
    }

    [Fact]
    public void Slanted_lines_curves_and_dashes_are_losses()
    {
        var recording = New()
            .Draw(10, Whole, b => Stroke(b, BeginAndEnd, [(0, 0), (2, 1)]))
            .Draw(10, Whole, b => Stroke(b, BeginAndEnd | Bezier, [(0, 0), (1, 0), (2, 0), (3, 0)]))
            .Draw(10, Whole, b => Stroke(b, SpiceRecordingBuilder.Packed(BeginAndEnd, 2, 0, 0, 32, 0), 8));
        var replay = new SpiceReplay(recording);

        Assert.Equal(["stroke", "stroke", "styled-stroke"], replay.Causes());
        Assert.Equal(["....", "....", "...."], Dots(replay));
    }

    private static void Stroke(SpiceRecordingBuilder b, int flags, (int X, int Y)[] points) =>
        Stroke(
            b,
            SpiceRecordingBuilder.Packed([
                flags,
                points.Length,
                .. points.SelectMany(p => new[] { p.X * 16, p.Y * 16 }),
            ]),
            0
        );

    private static void Stroke(SpiceRecordingBuilder b, byte[] path, int lineFlags)
    {
        b.Chunks("path", path).Line($"attr.flags {lineFlags}");
        if (lineFlags != 0)
        {
            b.Line("attr.style_nseg 2").Blob("style", SpiceRecordingBuilder.Packed(16, 16));
        }

        b.Solid(0xFFFFFF).Line("fore_mode 8").Line("back_mode 8");
    }

    private static string[] Dots(SpiceReplay replay) =>
        [.. replay.Screen().Select(r => r.Replace("000000", ".").Replace("FFFFFF", "#").Replace(" ", ""))];

    private static SpiceRecordingBuilder New() => new SpiceRecordingBuilder().Screen(4, 3);
}
