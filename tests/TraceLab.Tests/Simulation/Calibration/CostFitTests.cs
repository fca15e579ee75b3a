using CsCheck;
using TraceLab.Simulation.Calibration;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Tests.Simulation.Calibration;

public class CostFitTests
{
    private static readonly Gen<WorkAmount[]> Works = Gen.Select(
            Gen.Long[1, 300],
            Gen.Long[1, 100_000],
            Gen.Long[0, 200_000]
        )
        .Select((items, pixels, bytes) => new WorkAmount(items, pixels, bytes))
        .Array[6, 20];

    private static readonly Gen<double> Costs = Gen.OneOf(Gen.Const(0.0), Gen.Double[0.01, 1000]);

    [Fact]
    public void What_is_linear_is_found_exactly() =>
        Gen.Select(Works, Costs, Costs, Costs)
            .Sample(
                (works, item, pixel, @byte) =>
                {
                    var truth = new LinearCost
                    {
                        ItemNanoseconds = item,
                        PixelNanoseconds = pixel,
                        ByteNanoseconds = @byte,
                    };

                    var fit = CostFit.Fit([.. works.Select(work => new CostSample(work, truth.Nanoseconds(work)))]);

                    Assert.InRange(fit.MeanError, 0, 0.01);
                },
                iter: 200
            );

    [Fact]
    public void No_part_is_negative_whatever_was_measured() =>
        Gen.Select(Works, Gen.Double[0, 1e6].Array[20])
            .Sample(
                (works, times) =>
                {
                    var fit = CostFit.Fit([.. works.Select((work, index) => new CostSample(work, times[index]))]);

                    Assert.True(
                        fit is { ItemNanoseconds: >= 0, PixelNanoseconds: >= 0, ByteNanoseconds: >= 0 },
                        $"{fit}"
                    );
                },
                iter: 200
            );

    [Fact]
    public void Work_of_equal_shape_is_fitted_too()
    {
        CostSample[] samples = [new(new WorkAmount(1, 64, 0), 200), new(new WorkAmount(2, 128, 0), 400)];

        var fit = CostFit.Fit(samples);

        Assert.Equal(600, fit.Nanoseconds(new WorkAmount(3, 192, 0)), precision: 6);
        Assert.Equal(0, CostFit.Fit([]).Nanoseconds(new WorkAmount(1, 1, 1)));
    }
}
