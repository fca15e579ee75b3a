using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Blitmaps.Merging;

namespace TraceLab.Tests.Simulation.Blitmaps.Merging;

public class RectangleRulesTests
{
    private static readonly Gen<Blitmap> s_blitmaps = Gen.Select(
        Gen.Int[1, 1200],
        Gen.Int[1, 60],
        Gen.Select(Gen.Int[0, 1200], Gen.Int[0, 60], Gen.Int[1, 700], Gen.Int[1, 30], Rect.FromSize).Array[0, 8],
        (width, height, areas) => Marked(width, height, areas)
    );

    public static TheoryData<string> Exact =>
        [.. RectangleRules.All.Select(rule => rule.Name).Where(name => name != "box")];

    [Theory]
    [MemberData(nameof(Exact))]
    public void Rectangles_cover_every_mark_once_and_nothing_else(string rule) =>
        s_blitmaps.Sample(
            blitmap =>
            {
                var rectangles = Merge(rule, blitmap);

                Assert.Equal(
                    blitmap.CountMarkedPixels(new RegionSpan(0, 0, blitmap.Grid.Columns, blitmap.Grid.Rows)),
                    rectangles.Sum(rect => rect.Area)
                );
                Assert.Equal(rectangles.Sum(rect => rect.Area), PixelRegion.Of(rectangles).Area);
                Assert.All(
                    rectangles,
                    rect =>
                        Assert.True(blitmap.IsMarked(rect.Left / 8, rect.Top / 8) && blitmap.Grid.Bounds.Contains(rect))
                );
            },
            iter: 100
        );

    [Fact]
    public void A_box_is_the_smallest_that_holds_all_rectangles() =>
        s_blitmaps.Sample(
            blitmap =>
            {
                var marks = Merge("tiles", blitmap);
                Rect[] expected =
                    marks.Count == 0
                        ? []
                        :
                        [
                            new Rect(
                                marks.Min(rect => rect.Left),
                                marks.Min(rect => rect.Top),
                                marks.Max(rect => rect.Right),
                                marks.Max(rect => rect.Bottom)
                            ),
                        ];

                Assert.Equal(expected, Merge("box", blitmap));
            },
            iter: 100
        );

    // A bar of 3×1 regions, and a block of 2×2 below its first two columns.
    [Theory]
    [InlineData("stack", "0,0 24x8; 0,8 16x16")]
    [InlineData("tiles", "0,0 8x8; 8,0 8x8; 16,0 8x8; 0,8 8x8; 8,8 8x8; 0,16 8x8; 8,16 8x8")]
    [InlineData("rows", "0,0 24x8; 0,8 16x8; 0,16 16x8")]
    [InlineData("greedy", "0,0 16x24; 16,0 8x8")]
    [InlineData("exact", "0,0 24x8; 0,8 16x16")]
    [InlineData("box", "0,0 24x24")]
    public void Each_rule_has_its_own_rectangles(string rule, string expected)
    {
        var rectangles = Merge(rule, Marked(64, 64, [new Rect(0, 0, 24, 8), new Rect(0, 8, 16, 24)]));

        Assert.Equal(
            expected,
            string.Join("; ", rectangles.Select(rect => $"{rect.Left},{rect.Top} {rect.Width}x{rect.Height}"))
        );
    }

    [Fact]
    public void Runs_with_the_same_columns_join_down_the_rows() =>
        Assert.Equal(
            [new Rect(0, 0, 1024, 24), new Rect(16, 40, 32, 64)],
            Merge("stack", Marked(1024, 64, [new Rect(0, 0, 1024, 24), new Rect(16, 40, 32, 64)]))
        );

    private static List<Rect> Merge(string rule, Blitmap blitmap)
    {
        var rectangles = new List<Rect>();
        RectangleRules.ByName(rule).CreateMerger().Merge(blitmap, rectangles);
        return rectangles;
    }

    private static Blitmap Marked(int width, int height, Rect[] areas)
    {
        var blitmap = new Blitmap(new RegionGrid(width, height, 8));
        foreach (var area in areas)
        {
            blitmap.Mark(area);
        }

        return blitmap;
    }
}
