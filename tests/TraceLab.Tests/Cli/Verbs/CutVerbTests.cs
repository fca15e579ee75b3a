using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Keyframes;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>A cut shows at every moment the pixels that the whole trace shows then.</summary>
public sealed class CutVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public static TheoryData<string> Bundled => [.. BundledTraces.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Bundled))]
    public async Task A_cut_of_a_bundled_trace_replays_pixel_identically(string name)
    {
        var output = _folder.PathOf("cut.tlt");
        using var whole = TraceReader.Open(BundledTraces.PathOf(name));
        var duration = whole.Summary.DurationNanoseconds;
        var (from, to) = (Micro(duration / 3), Micro(duration * 2 / 3));

        await TracelabRun.ExpectAsync(
            0,
            ["cut", BundledTraces.PathOf(name), "--from", $"{from / 1e9m}", "--to", $"{to / 1e9m}", "-o", output]
        );

        using var cut = TraceReader.Open(output);
        Assert.Equal(to - from, cut.Summary.DurationNanoseconds);
        AssertSamePixels(whole, cut, from, to);
    }

    [Fact]
    public async Task A_cut_of_everything_is_the_same_session()
    {
        var output = _folder.PathOf("cut.tlt");
        await TracelabRun.ExpectAsync(0, "cut", ImportedTraces.PathOf("moves"), "-o", output);

        await TracelabRun.ExpectAsync(0, "diff", ImportedTraces.PathOf("moves"), output);
    }

    [Fact]
    public async Task A_span_that_is_none_is_wrong_usage() =>
        Assert.Contains(
            "--to: expected a moment at or after --from",
            (await TracelabRun.ExpectAsync(2, "cut", "a.tlt", "--from", "3", "--to", "2", "-o", "b.tlt")).Error
        );

    [Fact]
    public async Task A_span_beyond_the_end_leaves_no_file()
    {
        var output = _folder.PathOf("cut.tlt");
        var run = await TracelabRun.ExpectAsync(
            1,
            ["cut", ImportedTraces.PathOf("moves"), "--from", "100", "-o", output]
        );

        Assert.Contains("the session is shorter: expected at most 7.99", run.Error);
        Assert.Empty(_folder.Files());
    }

    // At every tenth moment of the span both show the same screen and surfaces.
    private static void AssertSamePixels(TraceReader whole, TraceReader cut, long from, long to)
    {
        var (expected, actual) = (whole.StateAt(from - 1), new SessionState());
        using var wholeEvents = whole.Events().SkipWhile(e => e.TimeNanoseconds < from).GetEnumerator();
        using var cutEvents = cut.Events().GetEnumerator();
        var (hasWhole, hasCut) = (wholeEvents.MoveNext(), cutEvents.MoveNext());
        for (var step = 0; step <= 10; step++)
        {
            var time = from + ((to - from) * step / 10);
            for (; hasWhole && wholeEvents.Current.TimeNanoseconds <= time; hasWhole = wholeEvents.MoveNext())
            {
                expected.Apply(wholeEvents.Current);
            }

            for (; hasCut && cutEvents.Current.TimeNanoseconds <= time - from; hasCut = cutEvents.MoveNext())
            {
                actual.Apply(cutEvents.Current);
            }

            Assert.Equal(Hashes(expected), Hashes(actual));
        }
    }

    private static string[] Hashes(SessionState state) =>
        [
            .. state
                .Surfaces.Ids.Order()
                .Select(id => state.Surfaces.TryGet(id, out var surface) ? $"{id} {ScreenHash.Of(surface):x16}" : ""),
        ];

    private static long Micro(long nanoseconds) => nanoseconds / 1000 * 1000;
}
