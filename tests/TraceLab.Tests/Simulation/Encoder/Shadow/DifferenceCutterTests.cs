using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Encoder.Shadow;
using TraceLab.Tests.Cli;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Simulation.Encoder.Shadow;

public class DifferenceCutterTests
{
    public static TheoryData<string> Traces => [.. BundledTraces.Names];

    [Fact]
    public void What_differs_is_covered_once_and_nothing_outside_is_touched() =>
        Gen.Select(
                Gen.Bool,
                Gen.Select(Gen.Int[0, 39], Gen.Int[0, 29], (x, y) => new Point(x, y)).Array[0, 12],
                Gen.Int[1, 20],
                Gen.Int[1, 20]
            )
            .Sample(
                (compresses, differences, width, height) =>
                {
                    var wanted = new Surface(40, 30);
                    foreach (var at in differences)
                    {
                        wanted.Row(at.Y)[at.X] = 1;
                    }

                    Rect[] areas = [new(0, 0, width, height), new(width, 0, 40, 30)];
                    List<Rect> cut = [.. areas];
                    new DifferenceCutter(compresses).Cut(wanted, new Surface(40, 30), cut);

                    Assert.Equal(cut.Sum(rect => rect.Area), PixelRegion.Of(cut).Area);
                    Assert.All(cut, rect => Assert.Contains(areas, area => area.Contains(rect)));
                    Assert.All(
                        differences.Where(at => areas.Any(area => Holds(area, at))),
                        at => Assert.Contains(cut, rect => Holds(rect, at))
                    );
                    Assert.All(cut, rect => Assert.Contains(differences, at => Holds(rect, at)));
                }
            );

    // A difference at the top and one at the bottom, with 20 equal rows of 10 pixels in between.
    [Theory]
    [InlineData(false, "2,0 1x1; 5,21 1x1")]
    [InlineData(true, "2,0 4x22")]
    public void A_band_of_equal_rows_is_left_out_where_it_pays(bool compresses, string expected)
    {
        var wanted = new Surface(10, 24);
        wanted.Row(0)[2] = 1;
        wanted.Row(21)[5] = 1;
        List<Rect> cut = [wanted.Bounds];
        new DifferenceCutter(compresses).Cut(wanted, new Surface(10, 24), cut);

        Assert.Equal(expected, string.Join("; ", cut.Select(r => $"{r.Left},{r.Top} {r.Width}x{r.Height}")));
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void Raw_pixels_that_differ_are_never_more_than_their_regions(string trace)
    {
        var whole = SimulatedRun.Settings("ordered", "raw", "compact") with { Checked = false };
        using var reader = TraceReader.Open(BundledTraces.PathOf(trace));
        var runs = SimulatedRun.PlayAll(reader.Events(), [whole, whole with { Rectangles = "exact" }]);

        Assert.Equal(runs[0].Result.Frames.Count, runs[1].Result.Frames.Count);
        Assert.True(runs[1].Result.Totals.EncodedBytes <= runs[0].Result.Totals.EncodedBytes);
        Assert.All(
            runs[0].Result.Frames.Zip(runs[1].Result.Frames),
            pair => Assert.True(pair.Second.PixelBytes <= pair.First.PixelBytes, $"frame {pair.First.Frame}")
        );
    }

    private static bool Holds(Rect area, Point at) =>
        at.X >= area.Left && at.X < area.Right && at.Y >= area.Top && at.Y < area.Bottom;
}
