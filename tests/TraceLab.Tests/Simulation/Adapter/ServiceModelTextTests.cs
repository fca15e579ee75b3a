using TraceLab.Simulation.Adapter;

namespace TraceLab.Tests.Simulation.Adapter;

public class ServiceModelTextTests
{
    [Theory]
    [InlineData("instant", 0, 0, 0, 0)]
    [InlineData("20us", 20_000, 0, 0, 0)]
    [InlineData("3ns", 3, 0, 0, 0)]
    [InlineData("5ms", 5_000_000, 0, 0, 0)]
    [InlineData("1s", 1_000_000_000, 0, 0, 0)]
    [InlineData("100Mpx/s", 0, 100_000_000, 0, 0)]
    [InlineData("1000px/s", 0, 1_000, 0, 0)]
    [InlineData("7kpx/s", 0, 7_000, 0, 0)]
    [InlineData("2Gpx/s+1us", 1_000, 2_000_000_000, 0, 0)]
    [InlineData("20us+100Mpx/s+pause:1s..1500ms", 20_000, 100_000_000, 1_000_000_000, 1_500_000_000)]
    [InlineData("pause:0s..2s", 0, 0, 0, 2_000_000_000)]
    public void A_service_model_is_typed_as_terms(string text, long fixedCost, long rate, long from, long until) =>
        Assert.Equal(
            new ServiceModel
            {
                PerPrimitiveNanoseconds = fixedCost,
                PixelsPerSecond = rate,
                PausedFromNanoseconds = from,
                PausedUntilNanoseconds = until,
            },
            ServiceModelText.Parse(text)
        );

    [Theory]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("20")]
    [InlineData("us")]
    [InlineData("-20us")]
    [InlineData("1.5ms")]
    [InlineData("20us+")]
    [InlineData("20us+30us")]
    [InlineData("1Mpx/s+2Mpx/s")]
    [InlineData("instant+20us")]
    [InlineData("0us")]
    [InlineData("999px/s")]
    [InlineData("1001Gpx/s")]
    [InlineData("3601s")]
    [InlineData("99999999999999999999ns")]
    [InlineData("9223372036854775807s")]
    [InlineData("pause:2s..1s")]
    [InlineData("pause:1s")]
    [InlineData("pause:1s..2s+pause:3s..4s")]
    public void Anything_else_is_none(string text) => Assert.Null(ServiceModelText.Parse(text));
}
