using System.Xml.Linq;
using SkiaSharp;
using TraceLab.Analysis;
using TraceLab.Analysis.Charts;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis.Charts;

/// <summary>All charts of two small traces, drawn once for all tests.</summary>
public sealed class DrawnCharts : IDisposable
{
    public DrawnCharts() => new ChartReport().Write(Comparison.Of(SampleRuns.Both()), Folder.Reports);

    internal ReportFolder Folder { get; } = new();

    public void Dispose() => Folder.Dispose();
}

public class ChartReportTests(DrawnCharts charts) : IClassFixture<DrawnCharts>
{
    // Name, title, axis with its unit, and a word that only this chart has to say.
    public static readonly TheoryData<string, string, string, string> Charts = new()
    {
        {
            "overview",
            "Bytes per frame, relative to pixels",
            "Share of the bytes per frame that pixels sends (%)",
            "ordered"
        },
        { "scroll-frames", "scroll: bytes per frame over time, logarithmic", "Time in the session (s)", "10 MB" },
        { "scroll-cumulative", "scroll: cumulative bytes over time", "Bytes sent so far (MB)", "ordered: 2.37 MB" },
        { "typing-distribution", "typing: distribution of bytes per frame", "Frames that are no larger (%)", "1 MB" },
        {
            "typing-bytes",
            "typing: bytes by cause, per policy",
            "Bytes sent in the whole session (MB)",
            "framing bytes"
        },
        {
            "scroll-regions",
            "scroll: regions marked, trimmed and sent, per policy",
            "Regions in the whole session",
            "trimmed"
        },
        {
            "scroll-primitives",
            "scroll: primitives seen → isolated → legal in order → sent",
            "Primitives in the whole session",
            "sent by ordered"
        },
    };

    [Theory]
    [MemberData(nameof(Charts))]
    public void Svg_keeps_titles_units_and_labels_as_text(string name, string title, string axis, string word)
    {
        var text = XDocument
            .Parse(charts.Folder.Text(name + ".svg"))
            .Descendants(XName.Get("text", "http://www.w3.org/2000/svg"))
            .Select(element => element.Value.Trim())
            .ToArray();

        Assert.Contains(title, text, StringComparer.Ordinal);
        Assert.Contains(axis, text, StringComparer.Ordinal);
        Assert.Contains(word, text, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Png_has_the_size_of_a_chart_and_shows_text_and_data(string name, string title, string axis, string word)
    {
        using var picture = SKBitmap.Decode(charts.Folder.Bytes(name + ".png"));

        Assert.Equal((1200, 700), (picture.Width, picture.Height));
        Assert.True(Count(picture, new SKRectI(0, 0, 1200, 40), IsInk) > 500, $"no title in {name}: {title}");
        Assert.True(Count(picture, new SKRectI(0, 600, 1200, 700), IsInk) > 300, $"no axis in {name}: {axis}");
        Assert.True(Count(picture, new SKRectI(0, 40, 1200, 640), IsColor) > 100, $"no data in {name}: {word}");
        Assert.Equal(0, Count(picture, new SKRectI(0, 0, 8, 700), IsInk));
        Assert.Equal(0, Count(picture, new SKRectI(1192, 0, 1200, 700), IsInk));
    }

    [Fact]
    public async Task Svg_is_the_same_everywhere() => await Verify(charts.Folder.Text("scroll-bytes.svg"), "svg");

    [Fact]
    public void Legends_stand_beside_the_data()
    {
        var svg = charts.Folder.Text("scroll-cumulative.svg");
        var dataRight = Area(svg).Right;

        var labels = XDocument
            .Parse(svg)
            .Descendants(XName.Get("text", "http://www.w3.org/2000/svg"))
            .Where(element => element.Value.Trim().StartsWith("ordered:"))
            .Select(element => double.Parse(element.Attribute("transform")!.Value.Split('(', ' ')[1]));
        Assert.All(labels, left => Assert.True(left > dataRight, $"{left} is left of {dataRight}"));
    }

    [Fact]
    public void A_chart_grows_with_its_rows()
    {
        using var folder = new ReportFolder();
        RunResult[] runs =
        [
            .. Enumerable.Range(1, 15).Select(index => SampleRuns.Of(SampleRuns.Settings($"p{index}"), index * 100)),
        ];

        new ChartReport().Write(Comparison.Of(runs), folder.Reports);

        using var bytes = SKBitmap.Decode(folder.Bytes("scroll-bytes.png"));
        using var frames = SKBitmap.Decode(folder.Bytes("scroll-frames.png"));
        Assert.Equal((1200, 180 + (15 * 58)), (bytes.Width, bytes.Height));
        Assert.True(frames.Height > 15 * 130);
    }

    [Fact]
    public void A_trace_that_lost_data_says_so_in_every_title()
    {
        using var folder = new ReportFolder();
        var run = SampleRuns.Scroll("pixels");
        run.Losses["quic_image"] = 1;

        new ChartReport().Write(Comparison.Of([run]), folder.Reports);

        Assert.Contains("scroll (lost data)", folder.Text("overview.svg"));
        Assert.All(
            folder.Names.Where(name => name.StartsWith("scroll-") && name.EndsWith(".svg")),
            name => Assert.Contains("This trace lost data when it was recorded", folder.Text(name))
        );
    }

    [Theory]
    [InlineData("a <b> & \"c\" 'd'", 'e', "a <b> & \"c\" 'd'e: bytes by cause, per policy")]
    [InlineData("bell\u0007 and half a pair ", '\ud800', "bell? and half a pair ?: bytes by cause, per policy")]
    public void Any_trace_name_makes_well_formed_svg(string start, char last, string title)
    {
        var trace = start + last;
        using var folder = new ReportFolder();
        new ChartReport().Write(Comparison.Of([SampleRuns.Scroll("pixels", trace)]), folder.Reports);

        var stem = new FileStems().Next(trace);
        Assert.Contains(title, XDocument.Parse(folder.Text(stem + "-bytes.svg")).Root!.Value);
    }

    [Fact]
    public void A_session_without_frames_has_charts_too()
    {
        using var folder = new ReportFolder();

        new ChartReport().Write(Comparison.Of([SampleRuns.Of(SampleRuns.Settings("pixels"))]), folder.Reports);

        Assert.Equal(16, folder.Names.Length);
    }

    // The clip of the data area is the first rectangle that clips.
    private static (double Left, double Right) Area(string svg)
    {
        var clip = XDocument
            .Parse(svg)
            .Descendants(XName.Get("clipPath", "http://www.w3.org/2000/svg"))
            .First()
            .Elements()
            .First();
        var left = double.Parse(clip.Attribute("x")!.Value);
        return (left, left + double.Parse(clip.Attribute("width")!.Value));
    }

    private static int Count(SKBitmap picture, SKRectI area, Func<SKColor, bool> wanted)
    {
        var count = 0;
        for (var y = area.Top; y < area.Bottom; y++)
        {
            for (var x = area.Left; x < area.Right; x++)
            {
                count += wanted(picture.GetPixel(x, y)) ? 1 : 0;
            }
        }

        return count;
    }

    private static bool IsInk(SKColor color) => color.Red < 128 && color.Green < 128 && color.Blue < 128;

    private static bool IsColor(SKColor color) =>
        Math.Max(color.Red, Math.Max(color.Green, color.Blue)) - Math.Min(color.Red, Math.Min(color.Green, color.Blue))
        > 80;
}
