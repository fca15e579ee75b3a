using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;

namespace TraceLab.Tests.Core.Painting;

public class ScalingTests
{
    private static readonly Gen<int> Length = Gen.OneOf(Gen.Int[1, 40], Gen.Int[1, 16384]);

    [Theory]
    [InlineData(4, 4, new[] { 0, 1, 2, 3 })]
    [InlineData(2, 6, new[] { 0, 0, 0, 1, 1, 1 })]
    [InlineData(6, 3, new[] { 0, 2, 4 })] // a centre on an edge belongs to the pixel before it
    [InlineData(3, 1, new[] { 1 })]
    [InlineData(1, 3, new[] { 0, 0, 0 })]
    public void A_target_pixel_takes_the_source_pixel_under_its_centre(int source, int target, int[] expected) =>
        Assert.Equal(expected, Enumerable.Range(0, target).Select(p => Scaling.Nearest(p, source, target)));

    [Fact]
    public void Positions_stay_inside_the_source_and_never_go_back() =>
        Gen.Select(Length, Length)
            .Sample(
                (source, target) =>
                {
                    var previous = 0;
                    for (var position = 0; position < target; position++)
                    {
                        var nearest = Scaling.Nearest(position, source, target);
                        Assert.InRange(nearest, previous, source - 1);
                        previous = nearest;
                    }
                }
            );

    [Fact]
    public void The_part_within_is_every_pixel_whose_source_is_readable() =>
        Gen.Select(Area(), Area(), Area(), Area())
            .Sample(
                (source, target, readable, drawn) =>
                {
                    readable = readable.Intersect(source);
                    drawn = drawn.Intersect(target);
                    var part = Scaling.PartWithin(readable, source, target, drawn);
                    for (var y = drawn.Top; y < drawn.Bottom; y++)
                    {
                        for (var x = drawn.Left; x < drawn.Right; x++)
                        {
                            var sourceX = source.Left + Scaling.Nearest(x - target.Left, source.Width, target.Width);
                            var sourceY = source.Top + Scaling.Nearest(y - target.Top, source.Height, target.Height);
                            Assert.Equal(readable.Contains(sourceX, sourceY), part.Contains(x, y));
                        }
                    }

                    Assert.True(drawn.Contains(part));
                }
            );

    private static Gen<Rect> Area() =>
        Gen.Select(Gen.Int[-5, 15], Gen.Int[-5, 15], Gen.Int[1, 20], Gen.Int[1, 20], Rect.FromSize);
}
