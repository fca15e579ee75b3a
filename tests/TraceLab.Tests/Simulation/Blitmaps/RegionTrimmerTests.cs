using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Tests.Simulation.Blitmaps;

public class RegionTrimmerTests
{
    private static readonly Gen<(int Width, int Height, (int X, int Y)[] Changes, int Seed)> Cases = Gen.Select(
        Gen.Int[1, 600],
        Gen.Int[1, 40],
        Gen.Select(Gen.Int[0, 9999], Gen.Int[0, 9999]).Array[0, 30],
        Gen.Int
    );

    [Fact]
    public void The_vector_path_and_its_scalar_twin_agree() =>
        Cases.Sample(
            (width, height, changes, seed) =>
            {
                var (primary, secondary, blitmap) = Make(width, height, 8, changes, seed);
                var (_, secondaryTwin, blitmapTwin) = Make(width, height, 8, changes, seed);

                var trimmed = RegionTrimmer.Trim(primary, secondary, blitmap);
                var trimmedTwin = RegionTrimmer.TrimScalar(primary, secondaryTwin, blitmapTwin);

                Assert.Equal(trimmedTwin, trimmed);
                Assert.Equal(secondaryTwin.Pixels, secondary.Pixels);
                for (var row = 0; row < blitmap.Grid.Rows; row++)
                {
                    Assert.Equal(blitmapTwin.Row(row).ToArray(), blitmap.Row(row).ToArray());
                }
            },
            iter: 300
        );

    [Theory]
    [InlineData(8)]
    [InlineData(5)]
    public void Only_marked_regions_that_differ_keep_their_mark_and_are_copied(int regionSize) =>
        Cases.Sample(
            (width, height, changes, seed) =>
            {
                var (primary, secondary, blitmap) = Make(width, height, regionSize, changes, seed);
                var (_, before, marked) = Make(width, height, regionSize, changes, seed);

                RegionTrimmer.Trim(primary, secondary, blitmap);

                for (var y = 0; y < height; y++)
                {
                    for (var x = 0; x < width; x++)
                    {
                        var wasMarked = marked.IsMarked(x / regionSize, y / regionSize);
                        var expected = wasMarked ? primary.Row(y)[x] : before.Row(y)[x];
                        Assert.Equal(expected, secondary.Row(y)[x]);
                        if (wasMarked && primary.Row(y)[x] != before.Row(y)[x])
                        {
                            Assert.True(blitmap.IsMarked(x / regionSize, y / regionSize));
                        }
                    }
                }
            },
            iter: 60
        );

    // A smiley in an 88×72 block that is redrawn whole: the patent's figure of trimming.
    [Fact]
    public void A_redrawn_block_keeps_only_the_marks_of_what_changed()
    {
        var primary = new Surface(88, 72);
        var secondary = new Surface(88, 72);
        var blitmap = new Blitmap(new RegionGrid(88, 72, 8));
        blitmap.MarkAll();
        primary.Row(20)[30] = 0xFFFF00;
        primary.Row(20)[50] = 0xFFFF00;
        primary.Row(50, 25, 56).Fill(0xFFFF00);

        var trimmed = RegionTrimmer.Trim(primary, secondary, blitmap);

        Assert.Equal(99 - 6, trimmed);
        Assert.True(blitmap.IsMarked(3, 2) && blitmap.IsMarked(6, 2) && blitmap.CountMarked(6, 3, 7) == 4);
        Assert.Equal(primary.Pixels, secondary.Pixels);
    }

    private static (Surface Primary, Surface Secondary, Blitmap Blitmap) Make(
        int width,
        int height,
        int regionSize,
        (int X, int Y)[] changes,
        int seed
    )
    {
        var random = new Random(seed);
        var primary = new Surface(width, height);
        for (var i = 0; i < primary.Pixels.Length; i++)
        {
            primary.Pixels[i] = (uint)random.Next(4);
        }

        var secondary = new Surface(width, height);
        primary.Pixels.CopyTo(secondary.Pixels, 0);
        foreach (var (x, y) in changes)
        {
            secondary.Row(y % height)[x % width] ^= 0x10;
        }

        var blitmap = new Blitmap(new RegionGrid(width, height, regionSize));
        for (var row = 0; row < blitmap.Grid.Rows; row++)
        {
            for (var column = 0; column < blitmap.Grid.Columns; column++)
            {
                if (random.Next(3) > 0)
                {
                    blitmap.Mark(new RegionSpan(column, row, column + 1, row + 1));
                }
            }
        }

        return (primary, secondary, blitmap);
    }
}
