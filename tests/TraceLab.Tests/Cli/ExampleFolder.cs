using System.Text.RegularExpressions;
using TraceLab.Cli.Console;
using TraceLab.Tests.Capture.X11;

namespace TraceLab.Tests.Cli;

/// <summary>
/// The surroundings in which a reader tries the example of a help text: a folder with the files that examples name.
/// </summary>
internal sealed partial class ExampleFolder : IDisposable
{
    // What examples with a word in them need besides files, as lines of shell that run before them in the folder: servers,
    // programs that stand in for those of the reader's machine (in ./bin, which comes first on PATH), …
    private static readonly Dictionary<string, string> PreparedSurroundings = new(StringComparer.Ordinal)
    {
        ["$DISPLAY"] = Desktop,
        ["--view"] = Desktop,
    };

    private const string Desktop = """
        mkfifo display
        Xvfb -displayfd 3 -nolisten tcp -noreset 3>display 2>errors &
        trap "kill $!" EXIT
        read -r number <display
        export DISPLAY=":$number"
        """;

    // Every policy, as the examples run them.
    private static readonly Lazy<Task<byte[]>> Baseline = new(MakeBaselineAsync);

    private readonly CliFolder _folder = new();

    private ExampleFolder() { }

    public static async Task<TracelabRun> RunAsync(Example example)
    {
        using var folder = new ExampleFolder();
        await folder.AddFilesAsync(example.CommandLine);
        var prepared = PreparedSurroundings
            .Where(one => example.CommandLine.Contains(one.Key, StringComparison.Ordinal))
            .Select(one => one.Value);
        using var shell = TracelabProcess.Shell(
            folder._folder.Folder,
            string.Join('\n', [.. prepared, example.CommandLine])
        );
        return await shell.FinishAsync();
    }

    public void Dispose() => _folder.Dispose();

    private async Task AddFilesAsync(string commandLine)
    {
        File.Copy(ImportedTraces.PathOf("moves"), _folder.PathOf("session.tlt"));
        File.Copy(ImportedTraces.PathOf("scroll"), _folder.PathOf("other.tlt"));
        File.Copy(ImportedTraces.RecordingOf("moves"), _folder.PathOf("recording.spice.gz"));
        _folder.Write("recording.spice", RecordedSessions.Recording("moves"));
        _folder.Write("baseline.json", await Baseline.Value);
        BrokenTraces.Interrupted(_folder, "moves", "killed.tlt.partial");
        AddWireLog(commandLine);
        if (commandLine.Contains("--force", StringComparison.Ordinal))
        {
            return;
        }

        foreach (Match written in OutputName().Matches(commandLine))
        {
            File.Delete(_folder.PathOf(written.Groups["name"].Value));
        }
    }

    // Where one is written, those of another server may not lie about.
    private void AddWireLog(string commandLine)
    {
        if (commandLine.Contains("session.bin.gz", StringComparison.Ordinal))
        {
            File.Copy(X11Sessions.PathOf("twm.bin.gz"), _folder.PathOf("session.bin.gz"));
            File.Copy(X11Sessions.PathOf("twm.meta.json"), _folder.PathOf("session.meta.json"));
            File.Copy(X11Sessions.PathOf("connection.setup"), _folder.PathOf("connection.setup"));
        }
    }

    private static async Task<byte[]> MakeBaselineAsync()
    {
        using var folder = new CliFolder();
        var session = folder.PathOf("session.tlt");
        File.Copy(ImportedTraces.PathOf("moves"), session);
        var file = folder.PathOf("baseline.json");
        await TracelabRun.ExpectAsync(0, "gate", session, "--baseline", file, "--accept", "--reason", "first");
        return await File.ReadAllBytesAsync(file);
    }

    [GeneratedRegex(
        "(-o|--output)[ =](?<name>\\S+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex OutputName();
}
