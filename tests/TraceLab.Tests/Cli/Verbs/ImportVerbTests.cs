using TraceLab.Tests.Generators;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>Recordings become traces, wherever they come from, and nothing is overwritten unasked.</summary>
public sealed class ImportVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("moves", 2102, "7.999")]
    [InlineData("scroll", 1601, "9.320")]
    public async Task A_recording_is_the_same_session_plain_or_compressed(string session, int commands, string seconds)
    {
        var plain = _folder.Write($"{session}.spice", RecordedSessions.Recording(session));
        var trace = _folder.PathOf("plain.tlt");

        var run = await TracelabRun.ExpectAsync(0, "import", plain, "-o", trace);

        Assert.Equal("", run.Output);
        Assert.Equal(
            $"tracelab: {trace}: {commands} commands, {seconds} s, {new FileInfo(trace).Length} bytes\n",
            run.Error
        );
        Assert.Equal(Lines(ImportedTraces.PathOf(session)), Lines(trace));
        Assert.Equal([.. RecordedSessions.Events(session).Select(SessionText.Line)], Lines(trace));
    }

    [Theory]
    [InlineData("cat recording | tracelab import - -o new.tlt")]
    [InlineData("tracelab import - -o new.tlt < recording")]
    [InlineData("gzip -dc recording | tracelab import - --output new.tlt")]
    public async Task A_recording_may_come_from_standard_input_compressed_or_not(string line)
    {
        File.Copy(ImportedTraces.RecordingOf("moves"), _folder.PathOf("recording"));
        using var shell = TracelabProcess.Shell(_folder.Folder, line);

        var run = await shell.FinishAsync();

        run.AssertExitCode(0, line);
        Assert.Equal(Lines(ImportedTraces.PathOf("moves")), Lines(_folder.PathOf("new.tlt")));
    }

    [Fact]
    public async Task The_same_recording_makes_the_same_file()
    {
        var again = _folder.PathOf("again.tlt");
        await TracelabRun.ExpectAsync(0, "import", ImportedTraces.RecordingOf("scroll"), "-o", again);

        Assert.Equal(
            await File.ReadAllBytesAsync(ImportedTraces.PathOf("scroll")),
            await File.ReadAllBytesAsync(again)
        );
    }

    [Theory]
    [InlineData("old.tlt")]
    [InlineData("old.tlt.partial")]
    public async Task An_existing_file_is_replaced_only_with_force(string existing)
    {
        var old = _folder.Write(existing, "precious"u8.ToArray());
        string[] arguments = ["import", ImportedTraces.RecordingOf("moves"), "-o", _folder.PathOf("old.tlt")];

        var refused = await TracelabRun.ExpectAsync(1, arguments);

        Assert.Equal($"tracelab: {old}: the file exists; use --force to overwrite\n", refused.Error);
        Assert.Equal("precious", await File.ReadAllTextAsync(old));
        Assert.Equal([existing], _folder.Files());
        await TracelabRun.ExpectAsync(0, [.. arguments, "--force"]);
        Assert.Equal(Lines(ImportedTraces.PathOf("moves")), Lines(_folder.PathOf("old.tlt")));
        Assert.Equal(["old.tlt"], _folder.Files());
    }

    [Fact]
    public async Task A_place_that_cannot_hold_the_trace_is_told_before_the_work()
    {
        var recording = ImportedTraces.RecordingOf("moves");
        var orphan = Path.Combine(_folder.Folder, "missing", "new.tlt");

        var missing = await TracelabRun.ExpectAsync(1, "import", recording, "-o", orphan);
        var directory = await TracelabRun.ExpectAsync(1, "import", recording, "-o", _folder.Folder, "--force");

        Assert.Equal(
            $"tracelab: {orphan}: cannot be written: expected a directory that exists, found none at "
                + $"{Path.GetDirectoryName(orphan)}; make it first\n",
            missing.Error
        );
        Assert.Equal(
            $"tracelab: {_folder.Folder}: a directory: expected the name of a file to write\n",
            directory.Error
        );
        Assert.Empty(_folder.Files());
    }

    private static List<string> Lines(string trace)
    {
        using var reader = TraceReader.Open(trace);
        return [.. reader.Events().Select(SessionText.Line)];
    }
}
