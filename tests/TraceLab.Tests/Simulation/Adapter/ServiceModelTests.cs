using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Adapter;

namespace TraceLab.Tests.Simulation.Adapter;

public class ServiceModelTests
{
    private static readonly DrawingPrimitive Fill100x10 = new(
        1,
        new FillCommand(0, new DrawTarget(0, new Rect(0, 0, 100, 10)), TraceLab.Core.Commands.Brush.Solid(0)),
        0
    );

    [Fact]
    public void The_instant_adapter_completes_at_once() =>
        Assert.Equal(77, ServiceModel.Instant.CompletionNanoseconds(Fill100x10, 77));

    [Fact]
    public void Cost_is_a_fixed_part_and_a_part_by_pixels()
    {
        var service = new ServiceModel { PerPrimitiveNanoseconds = 500, PixelsPerSecond = 1_000_000 };

        Assert.Equal(10 + 500 + 1_000_000, service.CompletionNanoseconds(Fill100x10, 10));
    }

    [Theory]
    [InlineData(0, 100)] // done before the pause
    [InlineData(950, 2050)] // half of it done when the pause begins
    [InlineData(1500, 2100)] // begun within the pause
    [InlineData(2000, 2100)] // after it
    public void Nothing_completes_during_a_pause(long start, long expected)
    {
        var service = new ServiceModel
        {
            PerPrimitiveNanoseconds = 100,
            PausedFromNanoseconds = 1000,
            PausedUntilNanoseconds = 2000,
        };

        Assert.Equal(expected, service.CompletionNanoseconds(Fill100x10, start));
    }
}
