using TraceLab.Core.Painting;

namespace TraceLab.Tests.Core.Painting;

public class BlendingTests
{
    [Fact]
    public void A_product_is_rounded_to_the_nearest_for_every_pair()
    {
        for (uint a = 0; a < 256; a++)
        {
            for (uint b = 0; b < 256; b++)
            {
                Assert.Equal((uint)Math.Floor((a * b / 255.0) + 0.5), Blending.Multiply(a, b));
            }
        }
    }

    [Fact]
    public void A_sum_is_held_at_the_top_in_each_channel_alone() =>
        Assert.Equal(0xFF80FF03, Blending.AddSaturated(0xF040F001, 0xF040FF02));

    [Theory]
    [InlineData(0xFF102030, 255, 0xFF102030)] // opaque: the source
    [InlineData(0x00000000, 255, 0x80A0C0E0)] // nothing: the destination
    [InlineData(0xFF102030, 0, 0x80A0C0E0)] // faded out: the destination
    [InlineData(0x80000000, 255, 0xC0506070)] // half black over
    public void A_source_lies_over_its_destination(uint source, byte constantAlpha, uint expected)
    {
        var result = new uint[1];

        Blending.Over([source], [0x80A0C0E0], result, constantAlpha, sourceHasAlpha: true);

        Assert.Equal(expected, result[0]);
    }

    [Fact]
    public void A_source_without_alpha_is_opaque()
    {
        var result = new uint[1];

        Blending.Over([0x00102030], [0x80A0C0E0], result, 255, sourceHasAlpha: false);

        Assert.Equal(0xFF102030, result[0]);
    }

    [Fact]
    public void Coverage_goes_from_the_destination_to_the_colour()
    {
        var result = new uint[3];

        Blending.ByCoverage(
            [0x00FFFFFF, 0x00FFFFFF, 0x00FFFFFF],
            [0, 128, 255],
            [0x00000000, 0x00000000, 0x00000000],
            result
        );

        Assert.Equal([0u, 0x80808080, 0xFFFFFFFF], result);
    }
}
