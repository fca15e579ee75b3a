using CsCheck;
using TraceLab.Results;

namespace TraceLab.Tests.Results;

public class DistributionTests
{
    [Fact]
    public void Percentiles_are_nearest_ranks()
    {
        var numbers = Enumerable.Range(1, 100).Select(number => (long)number);

        Assert.Equal(new Distribution(50.5, Median: 50, P95: 95, P99: 99, Max: 100), Distribution.Of(numbers));
    }

    [Fact]
    public void The_median_of_two_is_the_smaller_one() => Assert.Equal(3, Distribution.Of([9, 3]).Median);

    [Fact]
    public void One_number_is_everything() => Assert.Equal(new Distribution(7, 7, 7, 7, 7), Distribution.Of([7]));

    [Fact]
    public void Nothing_is_zero() => Assert.Equal(default, Distribution.Of([]));

    [Fact]
    public void At_least_the_named_share_of_all_numbers_does_not_exceed_a_percentile() =>
        Gen.Long[0, 1000]
            .Array[1, 300]
            .Sample(numbers =>
            {
                var shape = Distribution.Of(numbers);
                foreach (var (value, percent) in new[] { (shape.Median, 50), (shape.P95, 95), (shape.P99, 99) })
                {
                    Assert.True(numbers.Count(number => number <= value) * 100 >= numbers.Length * percent);
                    Assert.True(numbers.Count(number => number < value) * 100 < numbers.Length * percent);
                }
            });
}
