namespace TraceLab.Tests.Cli;

/// <summary>
/// The recorded sessions as the command line imports them: made once, read by all tests, changed by none, and gone with
/// the test process.
/// </summary>
internal static class ImportedTraces
{
    private static readonly Lazy<CliFolder> Shared = new(Import);

    /// <summary>The trace file of a session, named after it.</summary>
    public static string PathOf(string session) => Shared.Value.PathOf($"{session}.tlt");

    /// <summary>The recording it was made from.</summary>
    public static string RecordingOf(string session) => Path.Combine(TestFolders.Data, "spice", $"{session}.spice.gz");

    private static CliFolder Import()
    {
        var folder = new CliFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        foreach (var session in RecordedSessions.Names)
        {
            var run = TracelabRun
                .RunAsync("import", RecordingOf(session), "-o", folder.PathOf($"{session}.tlt"))
                .GetAwaiter()
                .GetResult();
            run.AssertExitCode(0, $"import {session}");
        }

        return folder;
    }
}
