using CsCheck;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Core.Geometry;

public class RectTests
{
    private static readonly Gen<(Rect, Rect)> Pair = Gen.Select(GeometryGen.AnyRect, GeometryGen.AnyRect);

    [Fact]
    public void The_right_and_bottom_edge_are_outside()
    {
        var rect = Rect.FromSize(3, 4, 2, 1);

        Assert.Equal(new Rect(3, 4, 5, 5), rect);
        Assert.True(rect.Contains(3, 4) && rect.Contains(4, 4));
        Assert.False(rect.Contains(5, 4) || rect.Contains(3, 5) || rect.Contains(2, 4) || rect.Contains(3, 3));
        Assert.Equal("3,4 2x1", rect.ToString());
    }

    [Fact]
    public void Area_counts_the_pixels_inside_and_empty_means_none() =>
        GeometryGen.AnyRect.Sample(r =>
        {
            Assert.Equal(new PixelGrid([r]).Count, r.Area);
            Assert.Equal(r.Area == 0, r.IsEmpty);
        });

    [Fact]
    public void Area_does_not_overflow() => Assert.Equal(1L << 60, new Rect(0, 0, 1 << 30, 1 << 30).Area);

    [Fact]
    public void An_intersection_holds_the_common_pixels() =>
        Pair.Sample(
            (a, b) =>
            {
                var common = new PixelGrid([a]).Combine(new PixelGrid([b]), (x, y) => x && y);
                Assert.True(new PixelGrid([a.Intersect(b)]).SetEquals(common));
                Assert.Equal(common.Count > 0, a.Intersects(b));
                Assert.Equal(a.Intersect(b), b.Intersect(a));
            }
        );

    [Fact]
    public void An_empty_intersection_is_the_empty_rectangle() =>
        Assert.Equal(Rect.Empty, new Rect(0, 0, 4, 4).Intersect(new Rect(4, 0, 8, 4)));

    [Fact]
    public void A_bounding_union_is_the_smallest_rectangle_that_holds_both() =>
        Pair.Sample(
            (a, b) =>
            {
                var union = a.BoundingUnion(b);
                Assert.True(union.Contains(a) && union.Contains(b));
                Assert.Equal(union, b.BoundingUnion(a));
                Rect[] full = [.. new[] { a, b }.Where(r => !r.IsEmpty)];
                if (full.Length > 0)
                {
                    Assert.Equal(
                        new Rect(
                            full.Min(r => r.Left),
                            full.Min(r => r.Top),
                            full.Max(r => r.Right),
                            full.Max(r => r.Bottom)
                        ),
                        union
                    );
                }
                else
                {
                    Assert.Equal(Rect.Empty, union);
                }
            }
        );

    [Fact]
    public void A_rectangle_contains_another_when_no_pixel_is_left_over() =>
        Pair.Sample(
            (a, b) =>
                Assert.Equal(
                    new PixelGrid([b]).Combine(new PixelGrid([a]), (x, y) => x && !y).Count == 0,
                    a.Contains(b)
                )
        );

    [Fact]
    public void An_offset_moves_all_edges() =>
        Assert.Equal(new Rect(11, -18, 13, -16), new Rect(1, 2, 3, 4).Offset(10, -20));
}
