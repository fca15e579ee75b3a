using System.Text.Json;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>Every event is a line, and only those that were asked for.</summary>
public sealed class DumpVerbTests : IDisposable
{
    private static readonly string s_moves = ImportedTraces.PathOf("moves");

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_kind_of_event_has_its_line()
    {
        var trace = _folder.Write("every.tlt", TraceFormat.TestTraces.Write(TraceFormat.TestTraces.EveryKind()));

        await Verify((await TracelabRun.ExpectAsync(3, "dump", trace)).Output);
    }

    [Fact]
    public async Task Every_kind_of_event_has_its_object()
    {
        var trace = _folder.Write("every.tlt", TraceFormat.TestTraces.Write(TraceFormat.TestTraces.EveryKind()));

        await Verify((await TracelabRun.ExpectAsync(3, "dump", trace, "--json")).Output);
    }

    [Fact]
    public async Task A_selection_by_time_kind_and_area_is_what_it_says()
    {
        using var reader = TraceReader.Open(s_moves);
        var area = Rect.FromSize(300, 200, 200, 100);
        var expected = reader
            .Events()
            .Select((e, i) => (Event: e, Number: i + 1))
            .Where(one => one.Event.TimeNanoseconds is >= 2_000_000_000 and <= 5_000_000_000)
            .Where(one => one.Event is CopyCommand copy && copy.Bounds.Intersects(area))
            .Select(one => (long)one.Number)
            .ToArray();

        var run = await TracelabRun.ExpectAsync(
            0,
            ["dump", s_moves, "--from", "2", "--to", "5", "--kind", "copy", "--area", "300,200,200,100", "--json"]
        );

        Assert.NotEmpty(expected);
        Assert.Equal(
            expected,
            run.Output.TrimEnd()
                .Split('\n')
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetInt64())
        );
    }

    [Fact]
    public async Task A_selection_by_surface_is_what_it_says()
    {
        var trace = _folder.Write("every.tlt", TraceFormat.TestTraces.Write(TraceFormat.TestTraces.EveryKind()));

        var run = await TracelabRun.ExpectAsync(3, "dump", trace, "--surface", "3");

        Assert.Equal(3, run.Output.TrimEnd().Split('\n').Length);
        Assert.All(run.Output.TrimEnd().Split('\n'), line => Assert.Contains(" on 3", line));
    }

    [Theory]
    [InlineData("--area", "1,2,3", "--area: expected X,Y,WIDTH,HEIGHT in pixels, found '1,2,3'")]
    [InlineData("--area", "1,2,3,0", "--area: expected X,Y,WIDTH,HEIGHT in pixels, found '1,2,3,0'")]
    [InlineData("--from", "soon", "--from: expected 'end' or seconds, found 'soon'")]
    public async Task Selections_that_are_none_are_wrong_usage(string option, string value, string message) =>
        Assert.StartsWith(
            $"tracelab: {message}\n",
            (await TracelabRun.ExpectAsync(2, "dump", s_moves, option, value)).Error
        );
}
