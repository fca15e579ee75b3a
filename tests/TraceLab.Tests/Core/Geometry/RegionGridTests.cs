using CsCheck;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Core.Geometry;

public class RegionGridTests
{
    private static readonly Gen<RegionGrid> AnyGrid = Gen.Select(
        Gen.Int[1, GeometryGen.High],
        Gen.Int[1, GeometryGen.High],
        Gen.Int[1, 9],
        (width, height, size) => new RegionGrid(width, height, size)
    );

    [Fact]
    public void An_88x72_block_is_11x9_regions()
    {
        var grid = new RegionGrid(88, 72, 8);

        Assert.Equal((11, 9), (grid.Columns, grid.Rows));
        Assert.Equal(99, grid.RegionCount);
    }

    [Theory]
    [InlineData(1024, 768, 128, 96)]
    [InlineData(1025, 769, 129, 97)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1366, 768, 171, 96)]
    public void A_size_that_is_no_multiple_has_cut_regions_at_its_edges(int width, int height, int columns, int rows)
    {
        var grid = new RegionGrid(width, height, 8);

        Assert.Equal((columns, rows), (grid.Columns, grid.Rows));
        Assert.Equal(new Rect((columns - 1) * 8, (rows - 1) * 8, width, height), grid.RectOf(columns - 1, rows - 1));
    }

    [Fact]
    public void Every_pixel_lies_in_exactly_one_region() =>
        AnyGrid.Sample(grid =>
        {
            var owners = new int[grid.Width * grid.Height];
            for (var region = 0; region < grid.RegionCount; region++)
            {
                var rect = grid.RectOf(region % grid.Columns, region / grid.Columns);
                for (var y = rect.Top; y < rect.Bottom; y++)
                {
                    for (var x = rect.Left; x < rect.Right; x++)
                    {
                        owners[(y * grid.Width) + x]++;
                    }
                }
            }

            Assert.All(owners, count => Assert.Equal(1, count));
        });

    [Fact]
    public void The_span_of_an_area_holds_the_regions_that_share_a_pixel_with_it() =>
        Gen.Select(AnyGrid, GeometryGen.AnyRect)
            .Sample(
                (grid, area) =>
                {
                    var span = grid.SpanOf(area);
                    var touched = new HashSet<(int, int)>();
                    for (var y = 0; y < grid.Height; y++)
                    {
                        for (var x = 0; x < grid.Width; x++)
                        {
                            if (area.Contains(x, y))
                            {
                                touched.Add((x / grid.RegionSize, y / grid.RegionSize));
                            }
                        }
                    }

                    Assert.Equal(touched.Count, span.Count);
                    Assert.Equal(touched.Count == 0, span.IsEmpty);
                    Assert.All(
                        touched,
                        region =>
                        {
                            Assert.InRange(region.Item1, span.FirstColumn, span.EndColumn - 1);
                            Assert.InRange(region.Item2, span.FirstRow, span.EndRow - 1);
                        }
                    );
                }
            );

    [Fact]
    public void The_pixels_of_a_span_are_those_of_its_regions() =>
        Gen.Select(AnyGrid, GeometryGen.SmallRect)
            .Where((grid, area) => !grid.SpanOf(area).IsEmpty)
            .Sample(
                (grid, area) =>
                {
                    var span = grid.SpanOf(area);
                    var union = Rect.Empty;
                    long pixels = 0;
                    for (var row = span.FirstRow; row < span.EndRow; row++)
                    {
                        for (var column = span.FirstColumn; column < span.EndColumn; column++)
                        {
                            union = union.BoundingUnion(grid.RectOf(column, row));
                            pixels += grid.RectOf(column, row).Area;
                        }
                    }

                    Assert.Equal(union, grid.RectOf(span));
                    Assert.Equal(pixels, grid.RectOf(span).Area);
                }
            );

    [Theory]
    [InlineData(0, 1, 8)]
    [InlineData(1, -1, 8)]
    [InlineData(1, 1, 0)]
    public void A_grid_without_size_is_refused(int width, int height, int regionSize) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RegionGrid(width, height, regionSize));
}
