using TraceLab.Analysis;
using TraceLab.Analysis.Tables;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis.Tables;

public sealed class ComparisonTextTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public async Task A_reader_sees_what_was_sent_and_why() => await Verify(Text(SampleRuns.Both()));

    [Fact]
    public async Task The_markdown_file_says_the_same()
    {
        new MarkdownReport().Write(Comparison.Of(SampleRuns.Both()), _folder.Reports);

        await Verify(_folder.Text("comparison.md"), "md");
    }

    [Fact]
    public void Losses_come_before_any_number()
    {
        var run = SampleRuns.Scroll("pixels");
        run.Losses["quic_image"] = 12;
        run.Losses["styled_stroke"] = 3;

        var text = Text(run);

        Assert.StartsWith(
            "scroll\n======\n\nThis trace lost data when it was recorded: 12 × quic_image, 3 × styled_stroke.\n",
            text
        );
    }

    [Fact]
    public void A_run_that_was_not_checked_says_so()
    {
        var text = Text(SampleRuns.Scroll("pixels", check: false));

        Assert.Contains("unchecked: client pixels were not compared", text);
        Assert.Matches("pixels .* unchecked\n", text);
    }

    [Fact]
    public void Wrong_pixels_are_said_first()
    {
        var run = SampleRuns.Scroll("size");
        run.Failure = "frame 2, region 17: 3 wrong pixels";

        Assert.StartsWith("scroll\n======\n\nFAILED: size: frame 2, region 17: 3 wrong pixels\n", Text(run));
    }

    [Fact]
    public void What_differs_between_policies_has_a_column_for_each()
    {
        var other = SampleRuns.Scroll("ordered");
        other.Totals.Primitives["copy"].Legal = 1;

        var text = Text(SampleRuns.Scroll("pixels"), other);

        Assert.Contains("legal for pixels  legal for ordered", text);
        Assert.Contains("kind    seen  isolated", text);
    }

    public void Dispose() => _folder.Dispose();

    private static string Text(params RunResult[] runs) => PlainText.Render(ComparisonText.Of(Comparison.Of(runs)));
}
