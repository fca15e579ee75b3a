using System.Text;
using System.Text.Json;
using TraceLab.Analysis;
using TraceLab.Analysis.Json;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis.Json;

public class TotalsJsonTests
{
    [Fact]
    public async Task Totals_stand_at_the_top() => await Verify(Text(SampleRuns.Scroll("ordered")), "json");

    [Fact]
    public void The_usual_kinds_are_there_even_if_none_occurred()
    {
        var totals = Parse(SampleRuns.Of(SampleRuns.Settings("pixels"), 5));

        foreach (var kind in new[] { "fill", "copy", "image" })
        {
            var counts = totals.GetProperty("primitives").GetProperty(kind);
            Assert.All(
                new[] { "seen", "isolated", "legal", "sent", "sent_bytes" },
                count => Assert.Equal(0, counts.GetProperty(count).GetInt64())
            );
        }
    }

    [Fact]
    public void Wrong_pixels_are_null_where_nobody_looked()
    {
        Assert.Equal(0, Parse(SampleRuns.Scroll("size")).GetProperty("wrong_pixels").GetInt64());

        var blind = Parse(SampleRuns.Scroll("size", check: false));
        Assert.Equal(JsonValueKind.Null, blind.GetProperty("wrong_pixels").ValueKind);
        Assert.False(blind.GetProperty("settings").GetProperty("checked").GetBoolean());
    }

    [Fact]
    public void Measured_times_are_written_only_if_asked_for()
    {
        var run = SampleRuns.Scroll("size");

        Assert.False(Parse(run).TryGetProperty("encode_cpu_ns", out _));
        Assert.Equal(
            3006,
            Parse(run, new ReportOptions { IncludeTimes = true }).GetProperty("encode_cpu_ns").GetInt64()
        );
    }

    [Fact]
    public void Losses_come_first()
    {
        var run = SampleRuns.Scroll("size");
        run.Losses["quic_image"] = 12;

        var totals = Parse(run);

        Assert.Equal(
            ["schema_version", "losses"],
            totals.EnumerateObject().Take(2).Select(member => member.Name),
            StringComparer.Ordinal
        );
        Assert.Equal(12, totals.GetProperty("losses").GetProperty("quic_image").GetInt64());
    }

    private static JsonElement Parse(RunResult run, ReportOptions? options = null) =>
        JsonDocument.Parse(Text(run, options)).RootElement;

    private static string Text(RunResult run, ReportOptions? options = null)
    {
        using var stream = new MemoryStream();
        TotalsJson.Write(stream, run, options ?? new ReportOptions());
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
