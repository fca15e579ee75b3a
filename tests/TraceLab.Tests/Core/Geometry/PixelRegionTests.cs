using CsCheck;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Core.Geometry;

public class PixelRegionTests
{
    private static readonly Gen<(Rect[], Rect[])> TwoSets = Gen.Select(GeometryGen.Rects, GeometryGen.Rects);

    [Fact]
    public void A_union_holds_the_pixels_of_either() => Holds((a, b) => a.Union(b), (inA, inB) => inA || inB);

    [Fact]
    public void An_intersection_holds_the_pixels_of_both() => Holds((a, b) => a.Intersect(b), (inA, inB) => inA && inB);

    [Fact]
    public void A_difference_holds_the_pixels_of_the_first_alone() =>
        Holds((a, b) => a.Subtract(b), (inA, inB) => inA && !inB);

    [Fact]
    public void Equal_sets_have_equal_lists_however_they_were_made() =>
        GeometryGen.Rects.Sample(rects =>
        {
            var region = PixelRegion.Of(rects);
            var pixelByPixel = PixelRegion.Of(
                from y in Enumerable.Range(GeometryGen.Low, GeometryGen.High - GeometryGen.Low)
                from x in Enumerable.Range(GeometryGen.Low, GeometryGen.High - GeometryGen.Low)
                where rects.Any(r => r.Contains(x, y))
                select new Rect(x, y, x + 1, y + 1)
            );

            Assert.Equal(region, pixelByPixel);
            Assert.Equal(region.GetHashCode(), pixelByPixel.GetHashCode());
            Assert.Equal(region, PixelRegion.Of(rects.Reverse()));
        });

    [Fact]
    public void Area_and_bounds_follow_from_the_pixels() =>
        GeometryGen.Rects.Sample(rects =>
        {
            var region = PixelRegion.Of(rects);

            Assert.Equal(new PixelGrid(rects).Count, region.Area);
            Assert.Equal(rects.Aggregate(Rect.Empty, (bounds, r) => bounds.BoundingUnion(r)), region.Bounds);
            Assert.Equal(region.Area == 0, region.IsEmpty);
        });

    [Fact]
    public void A_rectangle_intersects_when_it_shares_a_pixel() =>
        Gen.Select(GeometryGen.Rects, GeometryGen.AnyRect)
            .Sample(
                (rects, rect) =>
                {
                    var shared = new PixelGrid(rects).Combine(new PixelGrid([rect]), (a, b) => a && b).Count > 0;
                    Assert.Equal(shared, PixelRegion.Of(rects).Intersects(rect));
                }
            );

    [Fact]
    public void An_offset_moves_every_pixel() =>
        Gen.Select(GeometryGen.Rects, Gen.Int[-50, 50], Gen.Int[-50, 50])
            .Sample(
                (rects, dx, dy) =>
                {
                    var moved = PixelRegion.Of(rects).Offset(dx, dy);
                    Assert.Equal(PixelRegion.Of(rects.Select(r => r.Offset(dx, dy))), moved);
                }
            );

    [Fact]
    public void The_empty_region_is_neutral()
    {
        var region = PixelRegion.Of(new Rect(1, 1, 4, 4));

        Assert.Equal(region, region.Union(PixelRegion.Empty));
        Assert.Equal(region, PixelRegion.Empty.Union(region));
        Assert.Equal(region, region.Subtract(PixelRegion.Empty));
        Assert.True(region.Intersect(PixelRegion.Empty).IsEmpty);
        Assert.True(PixelRegion.Empty.Subtract(region).IsEmpty);
        Assert.Equal(PixelRegion.Empty, PixelRegion.Of(new Rect(4, 4, 4, 9)));
    }

    [Fact]
    public void A_hole_is_kept_as_bands_around_it()
    {
        var ring = PixelRegion.Of(new Rect(0, 0, 6, 6)).Subtract(PixelRegion.Of(new Rect(2, 2, 4, 4)));

        Assert.Equal("0,0 6x2; 0,2 2x2; 4,2 2x2; 0,4 6x2", ring.ToString());
    }

    [Fact]
    public void Thousands_of_scattered_rectangles_join_in_reasonable_time()
    {
        const int side = 160;
        var checkered = PixelRegion.Of(
            from y in Enumerable.Range(0, side)
            from x in Enumerable.Range(0, side)
            where (x + y) % 2 == 0
            select new Rect(x, y, x + 1, y + 1)
        );

        Assert.Equal(side * side / 2, checkered.Rects.Length);
        Assert.Equal(side * side / 2, checkered.Area);
    }

    private static void Holds(Func<PixelRegion, PixelRegion, PixelRegion> operation, Func<bool, bool, bool> keep) =>
        TwoSets.Sample(
            (a, b) =>
            {
                var result = operation(PixelRegion.Of(a), PixelRegion.Of(b));
                var expected = new PixelGrid(a).Combine(new PixelGrid(b), keep);
                Assert.True(new PixelGrid(result.Contains).SetEquals(expected), "pixels");
                Assert.True(new PixelGrid(result.Rects.ToArray()).SetEquals(expected), "rectangles");
                AssertCanonical(result.Rects);
            },
            iter: 1000
        );

    // Bands from the top; inside one equal edges and gaps between rectangles; equal bands never touch.
    private static void AssertCanonical(ReadOnlySpan<Rect> rects)
    {
        for (var i = 1; i < rects.Length; i++)
        {
            var (before, rect) = (rects[i - 1], rects[i]);
            var sameBand = rect.Top == before.Top;
            Assert.True(
                sameBand ? rect.Bottom == before.Bottom && rect.Left > before.Right : rect.Top >= before.Bottom
            );
        }

        var bands = rects.ToArray().GroupBy(r => (r.Top, r.Bottom)).ToArray();
        for (var i = 1; i < bands.Length; i++)
        {
            Assert.False(
                bands[i].Key.Top == bands[i - 1].Key.Bottom
                    && bands[i]
                        .Select(r => (r.Left, r.Right))
                        .SequenceEqual(bands[i - 1].Select(r => (r.Left, r.Right))),
                "two touching bands have the same columns"
            );
        }
    }
}
