using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Core.Geometry;

public class RegionGridTests
{
    [Fact]
    public void An_88x72_block_is_11x9_regions()
    {
        var grid = new RegionGrid(88, 72, 8);

        Assert.Equal((11, 9), (grid.Columns, grid.Rows));
    }
}
