using TraceLab.Simulation.Encoder;

namespace TraceLab.Tests.Simulation.Encoder;

public class CodedSizesTests
{
    [Theory]
    [InlineData(5, 64, 40)]
    [InlineData(100, 400, 330)]
    [InlineData(20_000, 65_536, 4_000)]
    public void What_was_seen_often_is_expected_again(int novelty, int pixels, int bytes)
    {
        var sizes = new CodedSizes();
        Learn(sizes, novelty, pixels, bytes, times: 300);

        Assert.InRange(sizes.Bytes(novelty, pixels), bytes * 0.9, bytes * 1.1);
    }

    [Fact]
    public void Large_blocks_may_repeat_more_than_small_ones()
    {
        var sizes = new CodedSizes();
        Learn(sizes, 100, 400, 330, times: 50);
        Learn(sizes, 20_000, 65_536, 4_000, times: 50);

        Assert.InRange(sizes.Bytes(100, 400), 300, 360);
        Assert.InRange(sizes.Bytes(20_000, 65_536), 3_600, 4_400);
    }

    [Fact]
    public void A_larger_block_than_any_seen_is_expected_to_cost_more_but_less_than_in_proportion()
    {
        var sizes = new CodedSizes();
        Learn(sizes, 100, 400, 330, times: 50);

        Assert.InRange(sizes.Bytes(10_000, 40_000), 330, 330 * 50);
    }

    [Fact]
    public void Flat_blocks_teach_what_a_repeated_pixel_costs()
    {
        var sizes = new CodedSizes();
        var before = sizes.Bytes(0, 100_000);
        Learn(sizes, 0, 100_000, 30, times: 20);

        Assert.True(before > 1000);
        Assert.InRange(sizes.Bytes(0, 100_000), 20, 100);
    }

    [Fact]
    public void No_block_is_expected_to_cost_more_than_its_pixels()
    {
        var sizes = new CodedSizes();
        Learn(sizes, 50, 60, 1000, times: 10);

        Assert.Equal(3 * 60, sizes.Bytes(55, 60));
    }

    private static void Learn(CodedSizes sizes, int novelty, int pixels, int bytes, int times)
    {
        for (var time = 0; time < times; time++)
        {
            sizes.Learn(novelty, pixels, bytes);
        }
    }
}
