using TraceLab.Capture.Spice;
using TraceLab.Core.Commands;

namespace TraceLab.Tests.Capture.Spice;

public sealed class SpiceRopsTests
{
    // What the SPICE canvas makes of each combining operation, by which of its inputs and whether its result is inverted.
    [Theory]
    [InlineData(SpiceRop.Or, "Or OrInverted OrReverse Nand Nor AndReverse AndInverted And")]
    [InlineData(SpiceRop.And, "And AndInverted AndReverse Nor Nand OrReverse OrInverted Or")]
    [InlineData(SpiceRop.Xor, "Xor Equivalent Equivalent Xor Equivalent Xor Xor Equivalent")]
    [InlineData(SpiceRop.Put, "Copy CopyInverted Copy CopyInverted CopyInverted Copy CopyInverted Copy")]
    [InlineData(SpiceRop.Blackness, "Clear Clear Clear Clear Clear Clear Clear Clear")]
    [InlineData(SpiceRop.Whiteness, "Set Set Set Set Set Set Set Set")]
    [InlineData(SpiceRop.Invert, "Invert Invert Invert Invert Invert Invert Invert Invert")]
    [InlineData(SpiceRop.None, "Copy Copy Copy Copy Copy Copy Copy Copy")]
    public void Every_descriptor_is_the_operation_that_the_canvas_makes_of_it(SpiceRop operation, string expected)
    {
        var names = expected.Split(' ');
        for (var i = 0; i < names.Length; i++)
        {
            var invertSource = (i & 1) != 0;
            var invertDestination = (i & 2) != 0;
            var rop = operation | Flag((i & 4) != 0, SpiceRop.InvertResult);
            var ofImage =
                rop | Flag(invertSource, SpiceRop.InvertSource) | Flag(invertDestination, SpiceRop.InvertDestination);
            var ofBrush =
                rop | Flag(invertSource, SpiceRop.InvertBrush) | Flag(invertDestination, SpiceRop.InvertDestination);
            var overImage =
                rop | Flag(invertSource, SpiceRop.InvertBrush) | Flag(invertDestination, SpiceRop.InvertSource);

            Assert.Equal(Enum.Parse<RasterOp>(names[i]), SpiceRops.OfImage(ofImage));
            Assert.Equal(Enum.Parse<RasterOp>(names[i]), SpiceRops.OfBrush(ofBrush));
            Assert.Equal(Enum.Parse<RasterOp>(names[i]), SpiceRops.OfBrushOverImage(overImage));
        }
    }

    [Fact]
    public void The_first_operation_in_the_order_of_the_bits_wins()
    {
        Assert.Equal(RasterOp.Copy, SpiceRops.OfImage(SpiceRop.Put | SpiceRop.Or | SpiceRop.Invert));
        Assert.Equal(RasterOp.Xor, SpiceRops.OfImage(SpiceRop.Xor | SpiceRop.Blackness));
    }

    private static SpiceRop Flag(bool isSet, SpiceRop flag) => isSet ? flag : SpiceRop.None;
}
