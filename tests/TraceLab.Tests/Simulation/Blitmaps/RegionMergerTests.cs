using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Tests.Simulation.Blitmaps;

public class RegionMergerTests
{
    [Fact]
    public void Rectangles_cover_every_mark_once_and_nothing_else() =>
        Gen.Select(
                Gen.Int[1, 1200],
                Gen.Int[1, 60],
                Gen.Select(Gen.Int[0, 1200], Gen.Int[0, 60], Gen.Int[1, 700], Gen.Int[1, 30], Rect.FromSize).Array[0, 8]
            )
            .Sample(
                (width, height, areas) =>
                {
                    var blitmap = new Blitmap(new RegionGrid(width, height, 8));
                    foreach (var area in areas)
                    {
                        blitmap.Mark(area);
                    }

                    var rectangles = new List<Rect>();
                    new RegionMerger().Merge(blitmap, rectangles);

                    Assert.Equal(
                        blitmap.CountMarkedPixels(new RegionSpan(0, 0, blitmap.Grid.Columns, blitmap.Grid.Rows)),
                        rectangles.Sum(rect => rect.Area)
                    );
                    Assert.Equal(rectangles.Sum(rect => rect.Area), PixelRegion.Of(rectangles).Area);
                    Assert.All(
                        rectangles,
                        rect =>
                            Assert.True(
                                blitmap.IsMarked(rect.Left / 8, rect.Top / 8) && blitmap.Grid.Bounds.Contains(rect)
                            )
                    );
                },
                iter: 300
            );

    [Fact]
    public void Runs_with_the_same_columns_join_down_the_rows()
    {
        var blitmap = new Blitmap(new RegionGrid(1024, 64, 8));
        blitmap.Mark(new Rect(0, 0, 1024, 24));
        blitmap.Mark(new Rect(16, 40, 32, 64));
        var rectangles = new List<Rect>();

        new RegionMerger().Merge(blitmap, rectangles);

        Assert.Equal([new Rect(0, 0, 1024, 24), new Rect(16, 40, 32, 64)], rectangles);
    }
}
