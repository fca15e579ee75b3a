using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Tests.Simulation.Encoder;

public class NoveltyCounterTests
{
    [Fact]
    public void Counts_pixels_unlike_their_left_and_upper_neighbour() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 12], Gen.Int[1, 4], Gen.Int)
            .Sample(
                (width, height, colors, seed) =>
                {
                    var random = new Random(seed);
                    var pixels = new uint[width * height];
                    for (var i = 0; i < pixels.Length; i++)
                    {
                        pixels[i] = (uint)random.Next(colors);
                    }

                    var x = random.Next(width);
                    var y = random.Next(height);
                    var w = random.Next(1, width - x + 1);
                    var h = random.Next(1, height - y + 1);

                    Assert.Equal(Expected(pixels, width, x, y, w, h), NoveltyCounter.Count(pixels, width, x, y, w, h));
                }
            );

    [Fact]
    public void Every_so_many_rows_agree_with_each_of_them() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 12], Gen.Int[1, 5], Gen.Int)
            .Sample(
                (width, height, rowStep, seed) =>
                {
                    var random = new Random(seed);
                    var pixels = new uint[width * height];
                    for (var i = 0; i < pixels.Length; i++)
                    {
                        pixels[i] = (uint)random.Next(3);
                    }

                    var (x, y) = (random.Next(width), random.Next(height));
                    var area = new Rect(x, y, random.Next(x, width) + 1, random.Next(y, height) + 1);
                    var rows = Enumerable.Range(0, area.Height).Where(row => row % rowStep == 0);

                    var expected = rows.Sum(row => Expected(pixels, width, x, y + row, area.Width, 1));
                    Assert.Equal(expected, NoveltyCounter.Count(pixels, width, area, rowStep));
                }
            );

    // Row-major neighbours: the left one of a row's first pixel is the last of the row above.
    private static int Expected(uint[] pixels, int stride, int x, int y, int width, int height)
    {
        var novel = 0;
        for (var row = y; row < y + height; row++)
        {
            for (var column = x; column < x + width; column++)
            {
                var at = (row * stride) + column;
                var known = (at > 0 && pixels[at] == pixels[at - 1]) || (row > 0 && pixels[at] == pixels[at - stride]);
                novel += known ? 0 : 1;
            }
        }

        return novel;
    }
}
