using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;

namespace TraceLab.Tests.Core.Painting;

public class RasterRowsTests
{
    private const uint Source = 0b1100;
    private const uint Destination = 0b1010;

    public static TheoryData<RasterOp> Ops => [.. Enum.GetValues<RasterOp>()];

    /// <summary>Bits (s, d) = (1,1), (1,0), (0,1), (0,0) stand in the order of the operation's own truth table.</summary>
    [Theory]
    [MemberData(nameof(Ops))]
    public void An_operations_number_is_its_truth_table(RasterOp op)
    {
        var result = RasterRows.Apply(op, Source, Destination);

        var expected =
            (((uint)op & 1) << 3) | (((uint)op >> 1 & 1) << 2) | (((uint)op >> 2 & 1) << 1) | ((uint)op >> 3 & 1);
        Assert.Equal(expected, result & 0b1111);
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void An_operation_reads_the_destination_when_its_result_depends_on_it(RasterOp op) =>
        Assert.Equal(
            RasterRows.Apply(op, Source, 0) != RasterRows.Apply(op, Source, uint.MaxValue),
            op.ReadsDestination()
        );

    [Theory]
    [InlineData(0x00, 0u)]
    [InlineData(0xFF, 0xFFFFFFFFu)]
    [InlineData(0xF0, 0x0F0F0F0Fu)] // PATCOPY
    [InlineData(0xCC, 0x33333333u)] // SRCCOPY
    [InlineData(0x55, 0xAAAAAAAAu)] // DSTINVERT
    [InlineData(0x5A, 0x5A5A5A5Au)] // PATINVERT
    [InlineData(0x66, 0x66666666u)] // SRCINVERT
    [InlineData(0x88, 0x11111111u)] // SRCAND
    [InlineData(0xC0, 0x03030303u)] // MERGECOPY
    public void Ternary_codes_are_those_of_Windows(byte code, uint expected)
    {
        var result = new uint[1];

        RasterRows.Combine3(code, [0x0F0F0F0F], [0x33333333], [0x55555555], result);

        Assert.Equal(expected, result[0]);
    }

    /// <summary>Rows of every length around the vector width, so that the vector loop and its tail both run.</summary>
    [Fact]
    public void Rows_are_combined_pixel_by_pixel() =>
        Gen.Select(Gen.Select(Gen.UInt, Gen.UInt).Array[0, 40], Gen.Enum<RasterOp>())
            .Sample(
                (pixels, op) =>
                {
                    var result = new uint[pixels.Length];
                    RasterRows.Combine(op, [.. pixels.Select(p => p.Item1)], [.. pixels.Select(p => p.Item2)], result);
                    Assert.Equal(pixels.Select(p => RasterRows.Apply(op, p.Item1, p.Item2)), result);
                },
                iter: 500
            );

    [Fact]
    public void Transparency_compares_colours_and_not_alpha()
    {
        var result = new uint[3];

        RasterRows.CopyTransparent([0x00FF00FF, 0xAAFF00FF, 0x00FF00FE], [1, 2, 3], result, 0x77FF00FF);

        Assert.Equal([1u, 2, 0x00FF00FE], result);
    }
}
