using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using TraceLab.Core.Commands;
using TraceLab.Tests.Generators;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>
/// A recording that was cut imports up to its last whole event and says so (exit code 3); what is no recording, or stops
/// being one, gives one clear error with the offset (exit code 1), in bounded memory.
/// </summary>
public sealed partial class ImportDamageTests : IDisposable
{
    private const int SessionCuts = 16;

    private static readonly byte[] Moves = RecordedSessions.Recording("moves");
    private static readonly string[] MovesLines =
    [
        .. RecordedSessions.Events("moves").Where(e => e is not SessionEnded).Select(SessionText.Line),
    ];

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_recording_cut_anywhere_keeps_its_whole_events_and_names_the_offset()
    {
        var random = new Random(1);
        int[] early = [1, 14, 16, 40, 150, 200, 3_145_900];
        var kept = new List<int>();
        foreach (var cut in early.Concat(Enumerable.Range(0, SessionCuts).Select(_ => random.Next(Moves.Length))))
        {
            kept.Add(await AssertKeepsWholeEvents(Moves[..cut], Moves.AsMemory(0, cut)));
        }

        Assert.Contains(0, kept);
        Assert.True(kept.Max() > MovesLines.Length / 2);
    }

    [Fact]
    public async Task A_compressed_recording_cut_anywhere_keeps_its_whole_events_too()
    {
        var random = new Random(2);
        var compressed = await File.ReadAllBytesAsync(ImportedTraces.RecordingOf("moves"));
        var kept = new List<int>();
        foreach (var cut in Enumerable.Range(0, SessionCuts).Select(_ => random.Next(30, compressed.Length - 8)))
        {
            kept.Add(await AssertKeepsWholeEvents(compressed[..cut], Moves));
        }

        Assert.True(kept.Distinct().Count() > SessionCuts / 2);
    }

    [Fact]
    public async Task A_recording_cut_between_events_is_whole()
    {
        var cut = await Import(3, Moves[..5_000_000]);
        var offset = OffsetOf(cut.Error);

        var run = await Import(0, Moves[..(int)offset]);

        Assert.Single(run.ErrorLines);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("random")]
    [InlineData("png")]
    [InlineData("text")]
    [InlineData("version")]
    [InlineData("trace")]
    [InlineData("compressed garbage")]
    public async Task What_is_no_recording_is_told_in_one_line_with_its_offset(string kind)
    {
        var input = kind switch
        {
            "empty" => [],
            "random" => Garbage(100_000),
            "png" => [0x89, .. "PNG\r\n\x1a\n"u8, .. Garbage(5000)],
            "text" => "Dear diary,\nnothing was recorded today.\n"u8.ToArray(),
            "version" => "SPICE_REPLAY 2\nevent 0 0 0 1\n"u8.ToArray(),
            "trace" => await File.ReadAllBytesAsync(ImportedTraces.PathOf("moves")),
            _ => Compress(Garbage(100_000)),
        };

        var run = await Import(1, input);

        Assert.StartsWith(
            $"tracelab: {_folder.PathOf("input")}: offset 0: not a SPICE recording: expected 'SPICE_REPLAY 1', found ",
            run.Error
        );
        Assert.Single(run.ErrorLines);
        Assert.Equal(["input"], _folder.Files());
    }

    [Fact]
    public async Task Damage_in_the_middle_is_told_in_one_line_and_what_came_before_is_kept()
    {
        var boundary = (int)OffsetOf((await Import(3, Moves[..5_000_000])).Error);
        foreach (var compressed in new[] { false, true })
        {
            byte[] damaged = [.. Moves[..boundary], .. Garbage(5000), .. Moves[(boundary + 5000)..]];

            var run = await Import(1, compressed ? Compress(damaged) : damaged);

            var line = Assert.Single(run.ErrorLines);
            Assert.StartsWith(
                $"tracelab: {_folder.PathOf("input")}: offset {boundary}: damaged SPICE recording: ",
                line
            );
            var events = Events();
            Assert.EndsWith(
                $"; the {events.Count(e => e is DrawingCommand)} commands before it are kept in {_folder.PathOf("new.tlt")}",
                line
            );
            AssertIsStartOfMoves(events, "damaged-recording");
            var info = await TracelabRun.ExpectAsync(3, "info", _folder.PathOf("new.tlt"));
            Assert.StartsWith("LOST         damaged-recording: 1 times\n", info.Output);
        }
    }

    [Fact]
    public async Task Damage_of_the_compression_is_told_in_one_line()
    {
        var compressed = await File.ReadAllBytesAsync(ImportedTraces.RecordingOf("moves"));
        Garbage(2000).CopyTo(compressed, compressed.Length / 2);

        var run = await Import(1, compressed);

        var line = Assert.Single(run.ErrorLines);
        Assert.Matches($"^tracelab: {Regex.Escape(_folder.PathOf("input"))}: offset \\d+: damaged ", line);
    }

    [Theory]
    [InlineData("cat /dev/zero", 1)]
    [InlineData("cat /dev/urandom", 1)]
    [InlineData("yes event", 1)]
    [InlineData("printf 'SPICE_REPLAY 1\\n'; cat /dev/zero", 1)]
    [InlineData("printf 'SPICE_REPLAY 1\\n'; yes 'event 0 1 16 5'", 1)]
    [InlineData("cat start; printf '30000 30000 -120000 32\\n0 1 1 0\\nbinary 0 data 3600000000:'; cat /dev/zero", 1)]
    [InlineData(
        "cat start; printf '9000 9000 -36000 32\\n0 1 1 0\\nbinary 0 data 324000000:'; head -c 9999 /dev/zero",
        3
    )]
    [InlineData("(printf 'SPICE_REPLAY 1\\n'; head -c 500000000 /dev/zero) | gzip -1", 1)]
    public async Task Hostile_input_of_any_length_is_told_soon_and_in_bounded_memory(string source, int exitCode)
    {
        _folder.Write("start", Moves[..Moves.AsSpan().IndexOf("1024 768 -4096 32"u8)]);
        // The shell becomes the program, so that its memory is what is watched.
        var line = $"exec dotnet '{TracelabProcess.Program}' import - -o new.tlt < <(({source}) 2> /dev/null)";
        using var import = TracelabProcess.Shell(_folder.Folder, line);

        var run = await import.FinishAsync();

        run.AssertExitCode(exitCode, source);
        Assert.Equal(exitCode == 1 ? 1 : 2, run.ErrorLines.Length);
        Assert.Matches(@"^tracelab: -: offset \d+: ", run.Error);
        Assert.InRange(import.PeakBytes, 1, 200_000_000);
    }

    // Returns how many events of the session were kept.
    private async Task<int> AssertKeepsWholeEvents(byte[] input, ReadOnlyMemory<byte> plain)
    {
        var run = await Import(3, input);

        var offset = OffsetOf(run.Error);
        Assert.InRange(offset, 0, plain.Length);
        Assert.True(offset == 0 || plain.Span[(int)offset - 1] == '\n', $"offset {offset} is inside a line");
        var count = AssertIsStartOfMoves(Events(), "truncated-recording");
        var info = await TracelabRun.ExpectAsync(3, "info", _folder.PathOf("new.tlt"));
        Assert.StartsWith("LOST         truncated-recording: 1 times\n", info.Output);
        return count;
    }

    private static int AssertIsStartOfMoves(List<SessionEvent> events, string cause)
    {
        Assert.IsType<SessionEnded>(events[^1]);
        Assert.Equal(cause, Assert.IsType<DataLost>(events[^2]).Cause);
        string[] kept = [.. events.SkipLast(2).Select(SessionText.Line)];
        Assert.Equal(MovesLines[..kept.Length], kept);
        return kept.Length;
    }

    private List<SessionEvent> Events()
    {
        using var reader = TraceReader.Open(_folder.PathOf("new.tlt"));
        Assert.Equal(TraceState.Complete, reader.State);
        return [.. reader.Events()];
    }

    private Task<TracelabRun> Import(int exitCode, byte[] input) =>
        TracelabRun.ExpectAsync(
            exitCode,
            "import",
            _folder.Write("input", input),
            "-o",
            _folder.PathOf("new.tlt"),
            "--force"
        );

    private static long OffsetOf(string error)
    {
        var match = Truncated().Match(error);
        Assert.True(match.Success, error);
        return long.Parse(match.Groups["offset"].Value, CultureInfo.InvariantCulture);
    }

    private static byte[] Garbage(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Compress(byte[] plain)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return stream.ToArray();
    }

    [GeneratedRegex(
        @"^tracelab: \S+: offset (?<offset>\d+): the recording ends inside an event: \d+ whole events are kept\n",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Truncated();
}
