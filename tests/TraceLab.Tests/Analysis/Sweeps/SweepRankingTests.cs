using TraceLab.Analysis;
using TraceLab.Analysis.Csv;
using TraceLab.Analysis.Sweeps;
using TraceLab.Analysis.Tables;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis.Sweeps;

public class SweepRankingTests
{
    [Fact]
    public void Configurations_are_summed_over_traces_and_ranked_by_bytes()
    {
        var scores = SweepRanking.Of([
            Row("one", "pixels", 100, cpu: 1),
            Row("one", "ordered", 10, cpu: 9),
            Row("one", "size", 50, cpu: 9),
            Row("two", "pixels", 300, cpu: 2),
            Row("two", "ordered", 30, cpu: 4),
            Row("two", "size", 50, cpu: 4),
        ]);

        Assert.Equal(
            ["ordered 40 1 front", "size 100 2.5 ", "pixels 400 10 front"],
            scores.Select(score =>
                $"{score.Configuration.Policy} {score.EncodedBytes} {score.RatioToBest} {(score.IsOnFront ? "front" : "")}"
            ),
            StringComparer.Ordinal
        );
        Assert.Equal([13, 13, 3], scores.Select(score => score.PricedCpuNanoseconds));
        Assert.All(scores, score => Assert.Equal((2, 0), (score.Traces, score.WrongPixels)));
    }

    [Fact]
    public void Each_link_has_its_own_best_and_its_own_front()
    {
        var scores = SweepRanking.Of([
            Row("one", "ordered", 10, cpu: 1),
            Row("one", "ordered", 20, cpu: 5, rate: 1_000_000),
            Row("one", "pixels", 40, cpu: 9, rate: 1_000_000),
        ]);

        Assert.Equal(
            [(1.0, true), (1, true), (2, false)],
            scores.Select(score => (score.RatioToBest, score.IsOnFront))
        );
    }

    [Fact]
    public void Lossy_configurations_are_ranked_among_themselves()
    {
        var fidelity = new Fidelity(5, 65.025, 0.95);
        var scores = SweepRanking.Of([
            Row("one", "ordered", 10, cpu: 1),
            Row("one", "pixels", 20, cpu: 2),
            Row("one", "tiny", 1, cpu: 1) with
            {
                IsLossy = true,
                Fidelity = FidelityColumns.Of(fidelity),
            },
            Row("two", "tiny", 1, cpu: 1) with
            {
                IsLossy = true,
                Fidelity = FidelityColumns.Of(null),
            },
        ]);

        Assert.Equal(
            [("ordered", 1, true), ("pixels", 2, false), ("tiny", 1, true)],
            scores.Select(score => (score.Configuration.Policy, score.RatioToBest, score.IsOnFront))
        );
        Assert.Equal((30, 0.95), (scores[2].WorstPsnrDecibels!.Value, scores[2].WorstSimilarity!.Value));
        var tables = PlainText.Render(SweepText.Of(scores)).Split("Lossy, by bytes");
        Assert.Equal(2, tables.Length);
        Assert.DoesNotContain("tiny", tables[0], StringComparison.Ordinal);
        Assert.Matches("tiny .* 30.0 dB +0.9500", tables[1]);
    }

    [Fact]
    public void Wrong_pixels_are_told_first()
    {
        var scores = SweepRanking.Of([Row("one", "ordered", 10, cpu: 1) with { WrongPixels = 7 }]);

        Assert.Contains(
            "FAILED: ordered raw compact basic stack 60 Hz 8 px unlimited: 7 wrong",
            PlainText.Render(SweepText.Of(scores))
        );
    }

    private static SummaryRow Row(string trace, string policy, long bytes, long cpu, long rate = 0)
    {
        var run = SampleRuns.Of(
            SampleRuns.Settings(policy, trace) with
            {
                Link = new LinkSettings { BitsPerSecond = rate },
            },
            bytes
        );
        run.Delivery = new Delivery
        {
            Name = trace,
            Frames = 1,
            EncodedBytes = bytes,
            EncodeNanoseconds = cpu,
            LinkNanoseconds = 0,
            DecodeNanoseconds = 0,
            LateFrames = 0,
            DelayNanoseconds = default,
            LatencyNanoseconds = Distribution.Of([cpu]),
            DurationNanoseconds = 1,
        };
        return SummaryRow.Of(Comparison.Of([run]).Runs.Single(), new ReportOptions());
    }
}
