using TraceLab.Analysis.Tables;

namespace TraceLab.Tests.Analysis.Tables;

public class UnitsTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(7.4, "7 B")]
    [InlineData(999, "999 B")]
    [InlineData(999.6, "1.00 kB")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(9_994, "9.99 kB")]
    [InlineData(9_996, "10.0 kB")]
    [InlineData(99_940, "99.9 kB")]
    [InlineData(99_960, "100 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.00 MB")]
    [InlineData(31_594_176, "31.6 MB")]
    [InlineData(-31_594_176, "-31.6 MB")]
    public void Bytes_have_three_significant_digits(double bytes, string text) =>
        Assert.Equal(text, Units.Bytes(bytes));

    [Fact]
    public void The_largest_number_of_bytes_has_a_unit() => Assert.Equal("9.22 EB", Units.Bytes(long.MaxValue));

    [Theory]
    [InlineData(0, "1 B")]
    [InlineData(2, "100 B")]
    [InlineData(3, "1 kB")]
    [InlineData(7, "10 MB")]
    public void Decades_have_no_decimals(int exponent, string text) => Assert.Equal(text, Units.Decade(exponent));

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.0, "0.0%")]
    [InlineData(0.0004, "< 0.1%")]
    [InlineData(0.1187, "11.9%")]
    [InlineData(0.9994, "99.9%")]
    [InlineData(0.9996, "> 99.9%")]
    [InlineData(1.0, "100.0%")]
    [InlineData(1.0001, "> 100%")]
    [InlineData(1.25, "125.0%")]
    public void Ratios_are_percentages(double? ratio, string text) => Assert.Equal(text, Units.Percent(ratio));

    [Theory]
    [InlineData(250_000_000, "0.250 s")]
    [InlineData(9_321_000_000, "9.32 s")]
    [InlineData(3_600_000_000_000, "3600 s")]
    public void Seconds_have_the_decimals_that_matter(long nanoseconds, string text) =>
        Assert.Equal(text, Units.Seconds(nanoseconds));

    [Fact]
    public void Counts_are_grouped() => Assert.Equal("1,234,567", Units.Count(1_234_567));
}
