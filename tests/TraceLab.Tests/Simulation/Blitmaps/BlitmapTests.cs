using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Tests.Simulation.Blitmaps;

public class BlitmapTests
{
    private static readonly Gen<(RegionGrid Grid, Rect[] Areas)> Cases = Gen.Select(
        Gen.Select(Gen.Int[1, 700], Gen.Int[1, 90], Gen.Int[1, 17], (w, h, s) => new RegionGrid(w, h, s)),
        Gen.Select(Gen.Int[-20, 720], Gen.Int[-20, 110], Gen.Int[0, 400], Gen.Int[0, 60], Rect.FromSize).Array[0, 6]
    );

    [Fact]
    public void Marks_are_the_regions_that_share_a_pixel_with_an_area() =>
        Cases.Sample(
            (grid, areas) =>
            {
                var blitmap = new Blitmap(grid);
                foreach (var area in areas)
                {
                    blitmap.Mark(area);
                }

                var expected = 0;
                long pixels = 0;
                for (var row = 0; row < grid.Rows; row++)
                {
                    for (var column = 0; column < grid.Columns; column++)
                    {
                        var region = grid.RectOf(column, row);
                        var touched = areas.Any(region.Intersects);
                        Assert.Equal(touched, blitmap.IsMarked(column, row));
                        expected += touched ? 1 : 0;
                        pixels += touched ? region.Area : 0;
                    }
                }

                Assert.Equal(expected, blitmap.CountMarked());
                Assert.Equal(expected == 0, blitmap.IsEmpty);
                Assert.Equal(pixels, blitmap.CountMarkedPixels(new RegionSpan(0, 0, grid.Columns, grid.Rows)));
            },
            iter: 200
        );

    [Fact]
    public void The_next_mark_and_the_next_gap_of_a_row_are_found_between_two_columns() =>
        Cases.Sample(
            (grid, areas) =>
            {
                var blitmap = Marked(grid, areas);
                for (var row = 0; row < grid.Rows; row++)
                {
                    var end = Math.Max(0, grid.Columns - (row % 3));
                    for (var column = 0; column <= end; column++)
                    {
                        var rest = Enumerable.Range(column, end - column).Append(end);
                        Assert.Equal(
                            rest.First(at => at == end || blitmap.IsMarked(at, row)),
                            blitmap.NextMarked(row, column, end)
                        );
                        Assert.Equal(
                            rest.First(at => at == end || !blitmap.IsMarked(at, row)),
                            blitmap.NextUnmarked(row, column, end)
                        );
                    }

                    var isAsAbove =
                        row > 0
                        && Enumerable
                            .Range(0, grid.Columns)
                            .All(at => blitmap.IsMarked(at, row) == blitmap.IsMarked(at, row - 1));
                    Assert.Equal(isAsAbove, row > 0 && blitmap.IsRowAsAbove(row));
                }
            },
            iter: 50
        );

    [Fact]
    public void Marks_are_taken_over_where_a_third_blitmap_has_some() =>
        Gen.Select(Cases, Gen.Int[0, 6], Gen.Int[0, 6])
            .Sample(
                (one, first, second) =>
                {
                    var (grid, areas) = one;
                    first = Math.Min(first, areas.Length);
                    second = Math.Min(second, areas.Length);
                    var (left, right, where) = (
                        Marked(grid, areas[..first]),
                        Marked(grid, areas[first..]),
                        Marked(grid, areas[second..])
                    );
                    var mixed = Marked(grid, areas[..first]);

                    mixed.CopyFrom(right, where);

                    for (var row = 0; row < grid.Rows; row++)
                    {
                        for (var column = 0; column < grid.Columns; column++)
                        {
                            var source = where.IsMarked(column, row) ? right : left;
                            Assert.Equal(source.IsMarked(column, row), mixed.IsMarked(column, row));
                        }
                    }
                },
                iter: 100
            );

    private static Blitmap Marked(RegionGrid grid, IEnumerable<Rect> areas)
    {
        var blitmap = new Blitmap(grid);
        foreach (var area in areas)
        {
            blitmap.Mark(area);
        }

        return blitmap;
    }

    [Fact]
    public void Counting_and_clearing_a_span_touch_nothing_else() =>
        Cases.Sample(
            (grid, areas) =>
            {
                var blitmap = new Blitmap(grid);
                blitmap.MarkAll();
                foreach (var area in areas)
                {
                    var span = grid.SpanOf(area);
                    var before = blitmap.CountMarked();
                    var inside = span.IsEmpty
                        ? 0
                        : Enumerable
                            .Range(span.FirstRow, span.EndRow - span.FirstRow)
                            .Sum(row => blitmap.CountMarked(row, span.FirstColumn, span.EndColumn));

                    blitmap.Clear(span);

                    Assert.Equal(before - inside, blitmap.CountMarked());
                }
            },
            iter: 200
        );
}
