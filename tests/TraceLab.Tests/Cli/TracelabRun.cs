using TraceLab.Cli;

namespace TraceLab.Tests.Cli;

/// <summary>What one command line came to: exit code, data on standard output, talk on standard error.</summary>
internal sealed record TracelabRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard error, without an empty one at the end.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command line inside this process. Paths must be absolute: the working directory belongs to everyone.</summary>
    public static async Task<TracelabRun> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TraceLabCommand.RunAsync(arguments, output, error);
        return new TracelabRun(code, output.ToString(), error.ToString());
    }

    /// <summary>As <see cref="RunAsync"/>, for a command line that must end with this exit code.</summary>
    public static async Task<TracelabRun> ExpectAsync(int exitCode, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.AssertExitCode(exitCode, string.Join(' ', arguments));
        return run;
    }

    public void AssertExitCode(int expected, string commandLine) =>
        Assert.True(
            ExitCode == expected,
            $"{commandLine}: exit code {ExitCode}, expected {expected}\n{Output}\n{Error}"
        );
}
