namespace TraceLab.Tests.Cli;

/// <summary>What holds for every verb: usage errors, help, and faults in one line.</summary>
public class TraceLabCommandTests
{
    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("import")]
    [InlineData("import recording.spice")]
    [InlineData("info")]
    [InlineData("info one.tlt two.tlt")]
    [InlineData("info one.tlt --unknown")]
    [InlineData("screen one.tlt")]
    [InlineData("screen one.tlt -o screen.jpg")]
    [InlineData("screen one.tlt -o screen.png --at start")]
    [InlineData("screen one.tlt -o screen.png --at -1")]
    [InlineData("compare")]
    [InlineData("gate one.tlt")]
    [InlineData("gate one.tlt --baseline b.json --accept")]
    [InlineData("gate one.tlt --baseline b.json --tolerance much")]
    [InlineData("gate one.tlt --baseline b.json --tolerance -1%")]
    [InlineData("gate one.tlt --baseline b.json --absolute 1.5B")]
    public async Task Wrong_usage_ends_with_code_2_and_names_the_help(string commandLine)
    {
        var run = await TracelabRun.ExpectAsync(2, commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal("", run.Output);
        Assert.StartsWith("tracelab: ", run.Error);
        var verb = commandLine.Split(' ')[0];
        Assert.Equal(
            verb is "" or "unknown" ? "see 'tracelab --help'" : $"see 'tracelab {verb} --help'",
            run.ErrorLines[^1]
        );
    }

    [Theory]
    [InlineData("import", "-o", "new.tlt")]
    [InlineData("info")]
    [InlineData("screen", "-o", "screen.png")]
    [InlineData("replay")]
    [InlineData("compare")]
    [InlineData("gate", "--baseline", "baseline.json", "--accept", "--reason", "test")]
    public async Task A_missing_file_and_a_directory_are_told_in_one_line(string verb, params string[] options)
    {
        using var folder = new CliFolder();
        var missing = folder.PathOf("missing.tlt");

        await AssertFault($"tracelab: {missing}: no such file", [verb, missing, .. Inside(folder, options)]);
        await AssertFault(
            $"tracelab: {folder.Folder}: a directory: expected a file",
            [verb, folder.Folder, .. Inside(folder, options)]
        );
        Assert.Empty(folder.Files());
    }

    [Theory]
    [InlineData("info")]
    [InlineData("screen", "-o", "screen.png")]
    [InlineData("replay")]
    [InlineData("compare", "--out", "reports")]
    [InlineData("gate", "--baseline", "baseline.json", "--accept", "--reason", "test")]
    public async Task What_is_no_trace_is_told_in_one_line(string verb, params string[] options)
    {
        using var folder = new CliFolder();
        var notes = folder.Write("notes.tlt", "dear diary"u8.ToArray());

        await AssertFault(
            $"tracelab: {notes}: offset 0: not a trace file: ",
            [verb, notes, .. Inside(folder, options)]
        );
        Assert.Equal(["notes.tlt"], folder.Files());
    }

    [Fact]
    public async Task Help_lists_every_verb_and_the_version_is_one_line()
    {
        var help = await TracelabRun.ExpectAsync(0, "--help");
        var version = await TracelabRun.ExpectAsync(0, "--version");

        Assert.All(
            ["import", "info", "screen", "replay", "compare", "gate"],
            verb => Assert.Matches($"(?m)^  {verb} ", help.Output)
        );
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", version.Output);
    }

    private static async Task AssertFault(string start, string[] arguments)
    {
        var run = await TracelabRun.ExpectAsync(1, arguments);

        Assert.StartsWith(start, run.Error);
        Assert.Single(run.ErrorLines);
        Assert.Equal("", run.Output);
    }

    // Values become paths of the folder; the reason stays.
    private static IEnumerable<string> Inside(CliFolder folder, string[] options) =>
        options.Select(option => option.StartsWith('-') || option == "test" ? option : folder.PathOf(option));
}
