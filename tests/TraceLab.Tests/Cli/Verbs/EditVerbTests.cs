using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>The verbs that make traces of traces: <c>cat</c>, <c>mark</c>, <c>repack</c>, <c>diff</c>.</summary>
public sealed class EditVerbTests : IDisposable
{
    private static readonly string s_moves = ImportedTraces.PathOf("moves");
    private static readonly string s_scroll = ImportedTraces.PathOf("scroll");

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Joined_traces_show_one_after_the_other()
    {
        var both = _folder.PathOf("both.tlt");
        await TracelabRun.ExpectAsync(0, "cat", s_moves, s_scroll, "-o", both);
        using var one = TraceReader.Open(s_moves);
        using var other = TraceReader.Open(s_scroll);
        using var joined = TraceReader.Open(both);
        var seam = one.Summary.DurationNanoseconds;

        Assert.Equal(seam + other.Summary.DurationNanoseconds, joined.Summary.DurationNanoseconds);
        Assert.Equal(one.Summary.Commands + other.Summary.Commands, joined.Summary.Commands);
        Assert.Equal(["moves", "scroll"], joined.Events().OfType<Marker>().Select(marker => marker.Text).ToArray());
        Assert.Equal(Screen(one, long.MaxValue), Screen(joined, seam - 1));
        Assert.Equal(Screen(other, long.MaxValue), Screen(joined, long.MaxValue));
        await TracelabRun.ExpectAsync(0, "doctor", both);
    }

    [Fact]
    public async Task A_trace_cut_in_two_and_joined_ends_as_it_did()
    {
        var (first, second, both) = (_folder.PathOf("1.tlt"), _folder.PathOf("2.tlt"), _folder.PathOf("both.tlt"));
        await TracelabRun.ExpectAsync(0, "cut", s_moves, "--to", "3.999999999", "-o", first);
        await TracelabRun.ExpectAsync(0, "cut", s_moves, "--from", "4", "-o", second);
        await TracelabRun.ExpectAsync(0, "cat", first, second, "-o", both);
        using var whole = TraceReader.Open(s_moves);
        using var joined = TraceReader.Open(both);

        Assert.Equal(Screen(whole, long.MaxValue), Screen(joined, long.MaxValue));
        Assert.Equal(Screen(whole, 5_000_000_000), Screen(joined, 5_000_000_000 - 1));
    }

    [Theory]
    [InlineData("2.5", 2_500_000_000L)]
    [InlineData("0", 0L)]
    [InlineData(null, null)]
    public async Task A_marker_is_put_where_it_was_asked_for(string? at, long? timeNanoseconds)
    {
        var trace = _folder.PathOf("session.tlt");
        File.Copy(s_moves, trace);
        await TracelabRun.ExpectAsync(0, ["mark", trace, "scroll starts", .. at is null ? [] : new[] { "--at", at }]);
        using var before = TraceReader.Open(s_moves);
        using var after = TraceReader.Open(trace);
        var events = after.Events().ToArray();
        var marker = Assert.Single(events.OfType<Marker>());

        Assert.Equal(timeNanoseconds ?? before.Summary.DurationNanoseconds, marker.TimeNanoseconds);
        Assert.Equal(
            TestLines(before),
            events.Where(e => e is not Marker).Select(Generators.SessionText.Line).ToArray()
        );
        Assert.IsType<SessionEnded>(events[^1]);
        Assert.Equal(["session.tlt"], _folder.Files());
    }

    [Fact]
    public async Task Repacking_changes_the_size_and_nothing_else()
    {
        var (fast, small) = (_folder.PathOf("fast.tlt"), _folder.PathOf("small.tlt"));
        await TracelabRun.ExpectAsync(0, "repack", s_scroll, "-o", fast, "--level", "0");
        await TracelabRun.ExpectAsync(0, "repack", s_scroll, "-o", small);

        Assert.True(new FileInfo(small).Length < new FileInfo(fast).Length);
        var same = await TracelabRun.ExpectAsync(0, "diff", fast, small);
        Assert.StartsWith("the same session, ", same.Output);
        await TracelabRun.ExpectAsync(0, "diff", s_scroll, small);
    }

    [Fact]
    public async Task Keyframes_are_as_close_as_they_were_asked_for()
    {
        var dense = _folder.PathOf("dense.tlt");
        await TracelabRun.ExpectAsync(0, "repack", s_scroll, "-o", dense, "--level", "0", "--keyframes", "16");
        using var before = TraceReader.Open(s_scroll);
        using var after = TraceReader.Open(dense);

        Assert.Empty(before.Index.Keyframes);
        Assert.True(after.Index.Keyframes.Count > 3);
        Assert.Equal(Screen(before, 5_000_000_000), Screen(after, 5_000_000_000));
        await TracelabRun.ExpectAsync(0, "doctor", dense, "--screen");
    }

    [Fact]
    public async Task A_difference_is_told_with_both_events_and_counts_by_kind()
    {
        var trace = _folder.PathOf("marked.tlt");
        File.Copy(s_moves, trace);
        await TracelabRun.ExpectAsync(0, "mark", trace, "here", "--at", "0");

        var run = await TracelabRun.ExpectAsync(1, "diff", s_moves, trace);

        var lines = run.Output.Split('\n');
        Assert.StartsWith("first difference: event ", lines[0]);
        Assert.Contains($"{s_moves}: ", lines[1]);
        Assert.EndsWith($"{trace}: 0.000000 s: marker text=here", lines[2]);
        Assert.Contains(
            lines,
            line => line.StartsWith("marker ", StringComparison.Ordinal) && line.Contains(" 0 ") && line.Contains(" 1 ")
        );
    }

    [Fact]
    public async Task A_trace_that_is_one_event_longer_differs_there()
    {
        var part = _folder.PathOf("part.tlt");
        await TracelabRun.ExpectAsync(0, "cut", s_moves, "--to", "4", "-o", part);

        Assert.Contains("session-ended", (await TracelabRun.ExpectAsync(1, "diff", part, s_moves)).Output);
    }

    private static string[] TestLines(TraceReader reader) => [.. reader.Events().Select(Generators.SessionText.Line)];

    private static string Screen(TraceReader reader, long time) =>
        reader.StateAt(time).Surfaces.Screen is { } screen ? $"{ScreenHash.Of(screen):x16}" : "none";
}
