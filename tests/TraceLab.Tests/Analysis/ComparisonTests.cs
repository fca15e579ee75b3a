using TraceLab.Analysis;
using TraceLab.Core.Faults;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis;

public class ComparisonTests
{
    [Fact]
    public void Traces_and_runs_keep_their_order()
    {
        var comparison = Comparison.Of(SampleRuns.Both());

        Assert.Equal(["scroll", "typing"], comparison.Traces.Select(trace => trace.Trace), StringComparer.Ordinal);
        Assert.All(
            comparison.Traces,
            trace => Assert.Equal(SampleRuns.Policies, trace.Runs.Select(run => run.Label), StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_first_policy_is_the_base_unless_another_is_named()
    {
        Assert.Equal("pixels", Comparison.Of(SampleRuns.Both()).BasePolicy);
        Assert.Equal("size", Comparison.Of(SampleRuns.Both(), "size").BasePolicy);
    }

    [Fact]
    public void Ratios_are_bytes_per_frame_against_the_base()
    {
        var wanted = SampleRuns.Of(SampleRuns.Settings("ordered"), 10, 20, 30);
        var comparison = Comparison.Of([SampleRuns.Of(SampleRuns.Settings("pixels"), 100, 100), wanted]);

        Assert.Equal(1.0, comparison.Traces[0].Runs[0].RatioToBase);
        Assert.Equal(0.2, comparison.Traces[0].Runs[1].RatioToBase);
        Assert.True(comparison.Traces[0].Runs[0].IsBase);
    }

    [Fact]
    public void A_base_that_sent_nothing_gives_no_ratio()
    {
        var runs = new[]
        {
            SampleRuns.Of(SampleRuns.Settings("pixels")),
            SampleRuns.Of(SampleRuns.Settings("ordered"), 5),
        };

        Assert.All(Comparison.Of(runs).Runs, run => Assert.Null(run.RatioToBase));
    }

    [Fact]
    public void Runs_with_another_codec_are_held_against_the_base_with_that_codec_and_say_so()
    {
        var zstd = SampleRuns.Settings("pixels") with { Codec = "zstd" };
        var comparison = Comparison.Of([
            SampleRuns.Of(SampleRuns.Settings("pixels"), 100),
            SampleRuns.Of(zstd, 10),
            SampleRuns.Of(zstd with { Policy = "ordered" }, 5),
            SampleRuns.Of(zstd with { Policy = "ordered", Codec = "lz4" }, 5),
        ]);

        Assert.Equal(
            ["pixels raw", "pixels zstd", "ordered zstd", "ordered lz4"],
            comparison.Runs.Select(run => run.Label),
            StringComparer.Ordinal
        );
        Assert.Equal([1.0, 1.0, 0.5, null], comparison.Runs.Select(run => run.RatioToBase));
    }

    [Fact]
    public void Regret_is_bytes_beyond_the_best_choice_of_the_same_frames()
    {
        var comparison = Comparison.Of([
            SampleRuns.Of(SampleRuns.Settings("ordered"), 100, 60, 40),
            SampleRuns.Of(SampleRuns.Settings("optimal"), 90, 60, 10),
        ]);
        var (ordered, optimal) = (comparison.Traces[0].Runs[0], comparison.Traces[0].Runs[1]);

        Assert.Equal((40, 0.25), (ordered.RegretBytes, ordered.RegretRatio));
        Assert.Equal((0, 0.0), (optimal.RegretBytes, optimal.RegretRatio));
        Assert.Equal([10, 0, 30], Enumerable.Range(0, 3).Select(ordered.RegretBytesOf));
    }

    [Fact]
    public void Regret_is_unknown_where_the_best_choice_was_not_compared_under_the_same_settings()
    {
        var comparison = Comparison.Of([
            SampleRuns.Of(SampleRuns.Settings("ordered"), 100),
            SampleRuns.Of(SampleRuns.Settings("optimal") with { Codec = "zstd" }, 90),
        ]);

        Assert.Null(comparison.Traces[0].Runs[0].RegretBytes);
        Assert.Null(comparison.Traces[0].Runs[0].RegretBytesOf(0));
        Assert.Equal(0, comparison.Traces[0].Runs[1].RegretBytes);
    }

    [Fact]
    public void A_base_that_was_not_run_is_refused_with_the_policies_that_were()
    {
        var fault = Assert.Throws<InputFaultException>(() => Comparison.Of(SampleRuns.Both(), "orderd"));

        Assert.Equal("pixels, size, ordered", fault.Expected);
        Assert.Equal("orderd", fault.Found);
    }

    [Fact]
    public void Two_runs_with_equal_settings_are_refused()
    {
        RunResult[] runs = [SampleRuns.Scroll("size"), SampleRuns.Scroll("size", check: false)];

        Assert.Contains(
            "scroll with size twice",
            Assert.Throws<InputFaultException>(() => Comparison.Of(runs)).Message
        );
    }

    [Fact]
    public void Nothing_to_compare_is_refused() => Assert.Throws<InputFaultException>(() => Comparison.Of([]));
}
