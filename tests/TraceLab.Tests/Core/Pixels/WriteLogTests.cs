using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Pixels;

public class WriteLogTests
{
    // Whatever changes between two moments lies in a stretch that the log has at the later one.
    [Fact]
    public void No_change_of_a_pixel_is_missed() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[1, 20], Gen.Int)
            .Sample(
                (width, height, seed) =>
                {
                    var random = new Random(seed);
                    var surface = new Surface(width, height);
                    for (var step = 0; step < 10; step++)
                    {
                        var before = surface.ReadPixels.ToArray();
                        surface.Writes.Advance();
                        Write(surface, random);

                        for (var at = 0; at < before.Length; at++)
                        {
                            if (before[at] != surface.ReadPixels[at])
                            {
                                var (x, y) = (at % width, at / width);
                                var writes = surface.Writes;
                                var isWhole = writes.WholeMoment == writes.Moment;
                                Assert.True(isWhole || writes.Row(y)[x / WriteLog.StretchPixels] == writes.Moment);
                                Assert.True(isWhole || writes.LastOf(y) == writes.Moment);
                            }
                        }
                    }
                },
                iter: 100
            );

    [Fact]
    public void Only_the_stretches_of_what_was_asked_for_are_entered()
    {
        var surface = new Surface(200, 3);
        surface.Writes.Advance();
        surface.Row(1, 64, 129).Fill(1);
        surface.Row(2, 64, 64).Fill(1);

        Assert.Equal([0, 0, 0, 0], surface.Writes.Row(0));
        Assert.Equal([0, 1, 1, 0], surface.Writes.Row(1));
        Assert.Equal([0, 0, 0, 0], surface.Writes.Row(2));
        Assert.Equal([0, 1, 0], Enumerable.Range(0, 3).Select(surface.Writes.LastOf));
    }

    [Fact]
    public void Reading_enters_nothing()
    {
        var (surface, other) = (new Surface(200, 2), new Surface(200, 2));
        surface.Writes.Advance();
        other.CopyFrom(surface, surface.Bounds);

        Assert.Equal(surface.ReadRow(0).ToArray(), surface.ReadPixels[..200].ToArray());
        Assert.Equal([0, 0], Enumerable.Range(0, 2).Select(surface.Writes.LastOf));
    }

    private static void Write(Surface surface, Random random)
    {
        var y = random.Next(surface.Height);
        var left = random.Next(surface.Width);
        var right = random.Next(left, surface.Width + 1);
        switch (random.Next(4))
        {
            case 0:
                surface.Row(y).Fill((uint)random.Next(9));
                break;
            case 1:
                surface.Pixels[random.Next(surface.Width * surface.Height)] = (uint)random.Next(9);
                break;
            case 2:
                surface.CopyFrom(new Surface(surface.Width, surface.Height), new Rect(left, y, right, surface.Height));
                break;
            default:
                surface.Row(y, left, right).Fill((uint)random.Next(9));
                break;
        }
    }
}
