using CsCheck;
using TraceLab.Analysis.Gate;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis.Gate;

public class GateResultTests
{
    private static readonly RunSettings Ordered = SampleRuns.Settings("ordered");

    [Fact]
    public void The_same_runs_pass()
    {
        var result = Compare([100, 200], [100, 200]);

        Assert.False(result.Failed);
        Assert.Equal(GateVerdict.Same, result.Items.Single().Verdict);
    }

    [Fact]
    public void One_byte_more_fails_without_limits()
    {
        var result = Compare([100, 200], [100, 201]);

        Assert.True(result.Failed);
        Assert.Equal(GateVerdict.Regressed, result.Items.Single().Verdict);
        Assert.Equal(new FrameGrowth(2, 200, 201), Assert.Single(result.Items[0].WorstFrames));
    }

    // The baseline is 1000 bytes per frame: 2% are 20 bytes.
    [Theory]
    [InlineData(1020, 2, 0, GateVerdict.WithinLimits)]
    [InlineData(1021, 2, 0, GateVerdict.Regressed)]
    [InlineData(1021, 2, 21, GateVerdict.WithinLimits)]
    [InlineData(1022, 2, 21, GateVerdict.Regressed)]
    [InlineData(1022, 3, 21, GateVerdict.WithinLimits)]
    [InlineData(1001, 0, 1, GateVerdict.WithinLimits)]
    [InlineData(1002, 0, 1, GateVerdict.Regressed)]
    [InlineData(1000, 0, 0, GateVerdict.Same)]
    [InlineData(999, 0, 0, GateVerdict.Better)]
    [InlineData(950, 0, 0, GateVerdict.Better)]
    [InlineData(949, 0, 0, GateVerdict.LargeWin)]
    [InlineData(949, 10, 0, GateVerdict.Better)]
    [InlineData(899, 10, 0, GateVerdict.LargeWin)]
    public void Both_limits_have_to_be_exceeded(long now, int tolerancePercent, long absoluteBytes, GateVerdict verdict)
    {
        var limits = new GateLimits { TolerancePercent = tolerancePercent, AbsoluteBytes = absoluteBytes };

        Assert.Equal(verdict, Compare([1000], [now], limits).Items.Single().Verdict);
    }

    [Fact]
    public void The_percentage_is_of_the_baseline_not_of_what_was_run()
    {
        // 50% of the baseline are 50 bytes; of the run they would be 75.5.
        Assert.True(Compare([100], [151], new GateLimits { TolerancePercent = 50 }).Failed);
    }

    [Fact]
    public void Fractions_of_a_percent_are_exact()
    {
        var limits = new GateLimits { TolerancePercent = 0.1m };

        Assert.False(Compare([10_000], [10_010], limits).Failed);
        Assert.True(Compare([10_000], [10_011], limits).Failed);
    }

    [Fact]
    public void What_counts_is_bytes_per_frame()
    {
        Assert.False(Compare([100, 100], [100, 100, 100]).Failed);
        Assert.True(Compare([100, 100], [150]).Failed);
    }

    [Fact]
    public void A_missing_item_fails()
    {
        var baseline = Baseline.Of(
            [SampleRuns.Of(Ordered, 5), SampleRuns.Of(Ordered with { Codec = "lz4" }, 5)],
            "start"
        );

        var result = GateResult.Compare(baseline, [SampleRuns.Of(Ordered, 5)], new GateLimits(), "accept");

        Assert.True(result.Failed);
        Assert.Equal([GateVerdict.Missing, GateVerdict.Same], result.Items.Select(item => item.Verdict));
    }

    [Fact]
    public void A_new_item_is_listed_and_passes()
    {
        var runs = new[] { SampleRuns.Of(Ordered, 5), SampleRuns.Of(Ordered with { Trace = "new" }, 5) };

        var result = GateResult.Compare(Baseline.Of(runs[..1], "start"), runs, new GateLimits(), "accept");

        Assert.False(result.Failed);
        Assert.Equal([GateVerdict.New, GateVerdict.Same], result.Items.Select(item => item.Verdict));
    }

    [Fact]
    public void Runs_without_frames_are_worth_nothing_and_the_first_frame_is_a_regression()
    {
        Assert.Equal(GateVerdict.Same, Compare([], []).Items.Single().Verdict);
        Assert.Equal(GateVerdict.Regressed, Compare([], [1]).Items.Single().Verdict);
        Assert.Equal(GateVerdict.LargeWin, Compare([1], []).Items.Single().Verdict);
    }

    [Fact]
    public void The_worst_frames_are_those_that_grew_most_the_worst_first()
    {
        var result = Compare([10, 10, 10, 10, 10, 10, 500], [15, 10, 40, 20, 11, 12, 13, 99]);

        Assert.Equal(
            [(8L, 99L), (3, 30), (4, 10), (1, 5), (6, 2)],
            result.Items.Single().WorstFrames.Select(frame => (frame.Poll, frame.GrowthBytes))
        );
    }

    [Fact]
    public void An_injected_regression_is_found_wherever_it_is() =>
        Gen.Select(Gen.Long[1, 100_000].Array[1, 50], Gen.Int[0, 49], Gen.Long[1, 1000])
            .Sample(
                (bytes, at, growth) =>
                {
                    var worse = bytes.ToArray();
                    worse[at % worse.Length] += growth;

                    var result = Compare(bytes, worse);

                    Assert.True(result.Failed);
                    var frame = Assert.Single(result.Items.Single().WorstFrames);
                    Assert.Equal(((at % worse.Length) + 1, growth), (frame.Poll, frame.GrowthBytes));
                    Assert.False(Compare(bytes, worse, new GateLimits { AbsoluteBytes = growth }).Failed);
                    Assert.False(Compare(worse, bytes).Failed);
                }
            );

    [Fact]
    public void No_number_overflows()
    {
        var most = new GateLimits { TolerancePercent = decimal.MaxValue, AbsoluteBytes = long.MaxValue };

        Assert.False(Compare([1L << 40, 1L << 40], [1L << 45], most).Failed);
        Assert.True(Compare([1L << 40, 1L << 40], [1L << 45], new GateLimits { TolerancePercent = -1 }).Failed);
    }

    private static GateResult Compare(long[] before, long[] now, GateLimits? limits = null) =>
        GateResult.Compare(
            Baseline.Of([SampleRuns.Of(Ordered, before)], "start"),
            [SampleRuns.Of(Ordered, now)],
            limits ?? new GateLimits(),
            "accept"
        );
}
