using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Tests.Simulation.Encoder;

public class NoveltySampleTests
{
    [Theory]
    [InlineData(31, 33, 1)]
    [InlineData(64, 63, 2)]
    [InlineData(127, 129, 4)]
    [InlineData(128, 128, 8)]
    [InlineData(1280, 800, 8)]
    public void The_larger_an_area_the_fewer_rows_are_counted(int width, int height, int step) =>
        Assert.Equal(step, NoveltySample.RowStep(width * height));

    [Fact]
    public void Noise_and_stripes_come_out_as_counted_in_full()
    {
        var random = new Random(7);
        var noise = Enumerable.Range(0, 400 * 300).Select(_ => (uint)random.Next(3)).ToArray();
        var stripes = Enumerable.Range(0, 400 * 300).Select(at => (uint)((at % 400 / 5) + (at / 400 * 7))).ToArray();
        var area = new Rect(10, 20, 390, 283);
        foreach (var pixels in new[] { noise, stripes })
        {
            var all = NoveltyCounter.Count(pixels, 400, area.Left, area.Top, area.Width, area.Height);
            Assert.InRange(NoveltySample.Count(pixels, 400, area), all * 0.97, all * 1.03);
        }
    }

    [Fact]
    public void The_pieces_of_an_areas_strips_come_to_what_the_area_does() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 30], Gen.Int)
            .Sample(
                (columns, rows, seed) =>
                {
                    var random = new Random(seed);
                    var stride = (columns * 8) + 11;
                    var pixels = new uint[stride * ((rows * 8) + 3)];
                    for (var at = 0; at < pixels.Length; at++)
                    {
                        pixels[at] = (uint)random.Next(3);
                    }

                    var area = new Rect(5, 3, 5 + (columns * 8), 3 + (rows * 8));
                    var step = NoveltySample.RowStep(area.Area);
                    var counts = new int[columns];
                    Array.Fill(counts, 1000);
                    var sum = 0;
                    for (var top = area.Top; top < area.Bottom; top += 8)
                    {
                        var strip = new Rect(area.Left, top, area.Right, top + 8);
                        NoveltySample.CountPieces(pixels, stride, strip, 8, step, counts);
                        sum += counts.Sum();
                    }

                    Assert.Equal(NoveltySample.Count(pixels, stride, area), sum);
                }
            );

    [Fact]
    public void A_strip_that_is_too_low_for_the_step_is_counted_in_full()
    {
        uint[] pixels = [1, 2, 3, 4, 5, 6];
        var counts = new int[1];

        NoveltySample.CountPieces(pixels, 2, new Rect(0, 1, 2, 3), 8, step: 8, counts);

        Assert.Equal([4], counts);
    }
}
