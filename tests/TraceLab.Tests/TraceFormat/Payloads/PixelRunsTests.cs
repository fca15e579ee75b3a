using CsCheck;
using TraceLab.TraceFormat.Payloads;

namespace TraceLab.Tests.TraceFormat.Payloads;

public class PixelRunsTests
{
    // Changes are frequent or rare, so that runs end early, late and at the images' end.
    private static readonly Gen<bool[]> s_changes = Gen.Int[1, 12]
        .SelectMany(rarity => Gen.Int[0, rarity].Select(i => i == 0).Array[1, 300]);

    [Fact]
    public void Blocks_and_single_pixels_find_the_same_end() =>
        Gen.Select(s_changes, Gen.Int[2, 32])
            .Sample(
                (changes, minKept) =>
                {
                    changes[0] = true;
                    var before = new uint[changes.Length];
                    var after = Array.ConvertAll(changes, isChanged => isChanged ? 7u : 0u);
                    var expected = PixelRuns.EndOfChangeOneByOne(before, after, 0, 0, minKept);

                    Assert.Equal(expected, PixelRuns.EndOfChange(before, after, 0, minKept));
                },
                iter: 3000
            );

    [Fact]
    public void A_run_ends_behind_its_last_change()
    {
        var (before, after) = (new uint[200], new uint[200]);
        after.AsSpan(5, 100).Fill(1);
        after[108] = 1;

        Assert.Equal(109, PixelRuns.EndOfChange(before, after, 5, 4));
        Assert.Equal(105, PixelRuns.EndOfChange(before, after, 5, 3));
    }
}
