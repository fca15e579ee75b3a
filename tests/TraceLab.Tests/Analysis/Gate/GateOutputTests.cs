using System.Text;
using System.Xml.Linq;
using TraceLab.Analysis.Gate;
using TraceLab.Analysis.Tables;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis.Gate;

public class GateOutputTests
{
    private const string Accept = "tracelab gate a.tlt --baseline b.json --accept --reason \"why\"";

    [Fact]
    public async Task Failures_come_first_with_their_worst_frames_and_the_command_that_accepts() =>
        await Verify(PlainText.Render(GateText.Of(Mixed())));

    [Fact]
    public async Task Markdown_says_the_same() => await Verify(Markdown.Render(GateText.Of(Mixed())), "md");

    [Fact]
    public async Task Junit_has_a_case_for_each_item() => await Verify(JUnit(Mixed()));

    [Fact]
    public void Junit_counts_what_it_lists()
    {
        var suite = XDocument.Parse(JUnit(Mixed())).Root!.Element("testsuite")!;

        Assert.Equal($"{suite.Elements("testcase").Count()}", suite.Attribute("tests")!.Value);
        Assert.Equal($"{suite.Descendants("failure").Count()}", suite.Attribute("failures")!.Value);
        Assert.Equal("2", suite.Attribute("failures")!.Value);
    }

    [Fact]
    public void Junit_takes_any_name()
    {
        var settings = SampleRuns.Settings("size", trace: "a\u0001<&>");
        var result = Gate([SampleRuns.Of(settings, 10)], [SampleRuns.Of(settings, 11)]);

        var testCase = XDocument.Parse(JUnit(result)).Descendants("testcase").Single();

        Assert.Equal("a?<&>", testCase.Attribute("classname")!.Value);
    }

    [Fact]
    public void A_large_win_asks_to_tighten()
    {
        var settings = SampleRuns.Settings("ordered");

        var text = PlainText.Render(GateText.Of(Gate([SampleRuns.Of(settings, 100)], [SampleRuns.Of(settings, 50)])));

        Assert.StartsWith("Gate: passed", text);
        Assert.Contains("large win: tighten", text);
        Assert.EndsWith($"    {Accept}\n", text);
    }

    [Fact]
    public void A_small_difference_is_not_shown_as_none()
    {
        var settings = SampleRuns.Settings("ordered");
        var result = Gate([SampleRuns.Of(settings, 1_000_000)], [SampleRuns.Of(settings, 1_000_001)]);

        Assert.Contains("(< +0.01%)", PlainText.Render(GateText.Of(result)));
    }

    private static GateResult Mixed()
    {
        var same = SampleRuns.Settings("pixels");
        var worse = SampleRuns.Settings("ordered");
        var gone = SampleRuns.Settings("size");
        var fresh = SampleRuns.Settings("kind");
        return Gate(
            [SampleRuns.Of(same, 900, 900), SampleRuns.Of(worse, 100, 100, 200), SampleRuns.Of(gone, 10)],
            [SampleRuns.Of(same, 900, 900), SampleRuns.Of(worse, 100, 130, 1_500), SampleRuns.Of(fresh, 10)],
            new GateLimits { TolerancePercent = 0.5m, AbsoluteBytes = 16 }
        );
    }

    private static GateResult Gate(RunResult[] before, RunResult[] now, GateLimits? limits = null) =>
        GateResult.Compare(Baseline.Of(before, "start"), now, limits ?? new GateLimits(), Accept);

    private static string JUnit(GateResult result)
    {
        using var stream = new MemoryStream();
        GateJUnit.Write(result, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
