using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.TraceFormat.Keyframes;

namespace TraceLab.Tests.TraceFormat.Keyframes;

public class NeededPixelsTests
{
    private static readonly Gen<Rect> s_areas = Gen.Select(
        Gen.Int[-20, 640],
        Gen.Int[-20, 640],
        Gen.Int[0, 640],
        Gen.Int[0, 640],
        Rect.FromSize
    );

    [Fact]
    public void No_pixel_that_is_needed_is_forgotten() =>
        Gen.Select(
                Gen.Int[1, 600],
                Gen.Int[1, 600],
                Gen.Select(Gen.Bool, s_areas).Array[1, 6],
                Gen.Int[0, 599].Array[40]
            )
            .Sample(
                (width, height, steps, places) =>
                {
                    var tiles = new NeededPixels(new Rect(0, 0, width, height));
                    foreach (var (adds, area) in steps)
                    {
                        Change(tiles, adds, area);
                    }

                    for (var i = 0; i < places.Length; i += 2)
                    {
                        var (x, y) = (places[i] % width, places[i + 1] % height);
                        var last = steps.LastOrDefault(step => step.Item2.Contains(x, y));
                        Assert.True(!last.Item1 || tiles.Touches(new Rect(x, y, x + 1, y + 1)));
                    }
                },
                iter: 300
            );

    [Theory]
    [InlineData(1, 1)]
    [InlineData(512, 20)]
    [InlineData(513, 16384)]
    [InlineData(16384, 4096)]
    public void All_of_a_surface_can_be_needed_and_forgotten(int width, int height)
    {
        var bounds = new Rect(0, 0, width, height);
        var tiles = new NeededPixels(bounds);
        Assert.False(tiles.Touches(bounds));

        tiles.AddAll();
        Assert.True(tiles.Touches(new Rect(width - 1, height - 1, width + 9, height + 9)));
        Assert.False(tiles.Touches(new Rect(width, 0, width + 9, height)));

        tiles.Remove(new Rect(-5, -5, width + 5, height + 5));
        Assert.False(tiles.Touches(bounds));
    }

    private static void Change(NeededPixels tiles, bool adds, Rect area)
    {
        if (adds)
        {
            tiles.Add(area);
        }
        else
        {
            tiles.Remove(area);
        }
    }
}
