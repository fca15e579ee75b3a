using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Driver.Regions;

namespace TraceLab.Tests.Simulation.Driver.Regions;

public class RegionHandoverTests
{
    [Fact]
    public void Both_forms_give_the_encoder_the_drivers_marks() =>
        Gen.Select(Gen.Int[1, 900], Gen.Int[1, 60], Gen.Int[1, 17], Gen.Int[0, 40], Gen.Int)
            .Sample(
                (width, height, regionSize, marks, seed) =>
                {
                    var grid = new RegionGrid(width, height, regionSize);
                    var driver = RandomMarks(grid, marks, seed);
                    foreach (var handover in new IRegionHandover[] { new BlitmapCopy(), new RegionList() })
                    {
                        var encoder = RandomMarks(grid, 20, seed + 1);
                        handover.HandOver(driver, encoder);

                        for (var row = 0; row < grid.Rows; row++)
                        {
                            Assert.True(driver.Row(row).SequenceEqual(encoder.Row(row)));
                        }
                    }
                },
                iter: 300
            );

    [Fact]
    public void A_region_list_names_rectangles_of_pixels_cut_at_the_edge()
    {
        var driver = new Blitmap(new RegionGrid(50, 20, 8));
        driver.Mark(new Rect(8, 0, 24, 16));
        driver.Mark(new Rect(49, 19, 50, 20));
        var list = new RegionList();
        list.HandOver(driver, new Blitmap(driver.Grid));

        Assert.Equal([new Rect(8, 0, 24, 16), new Rect(48, 16, 50, 20)], list.Regions);
    }

    private static Blitmap RandomMarks(RegionGrid grid, int count, int seed)
    {
        var random = new Random(seed);
        var blitmap = new Blitmap(grid);
        for (var i = 0; i < count; i++)
        {
            blitmap.Mark(
                Rect.FromSize(random.Next(grid.Width), random.Next(grid.Height), random.Next(1, 40), random.Next(1, 20))
            );
        }

        return blitmap;
    }
}
