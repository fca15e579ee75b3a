using System.Diagnostics;

namespace TraceLab.Tests.Tools;

internal sealed record ScriptRun(int ExitCode, string Output, string Errors)
{
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];
}

/// <summary>
/// A copy of the scripts in a small repository of their own, with a <c>dotnet</c> that only notes its arguments and does
/// what the test told it. Programs outside the sandbox are those named here and no others.
/// </summary>
internal sealed class ScriptSandbox : IDisposable
{
    // Files are written by a shell that has ended before they are run: one still open for writing cannot be executed.
    private const string Setup = """
        set -eu
        mkdir -p "$1/tools" "$1/bin" "$1/src/TraceLab.Cli" "$1/traces"
        cp -p "$2"/tracelab "$2"/demo "$2"/test "$1/tools/"
        echo 'class Program { }' >"$1/src/TraceLab.Cli/Program.cs"
        touch "$1/Directory.Build.props" "$1/global.json"
        for program in bash sh env dirname readlink find sed grep sort cmp flock mkdir mv rm cat cp wc paste touch uname; do
            ln -s "$(command -v $program)" "$1/bin/$program"
        done
        cat >"$1/bin/dotnet" <<'END'
        #!/bin/sh
        echo "dotnet $*" >>"$SANDBOX/calls"
        case $1 in
            */tracelab.dll) command=program ;;
            *) command=$1 ;;
        esac
        if [ -f "$SANDBOX/on-$command" ]; then . "$SANDBOX/on-$command"; fi
        END
        printf '#!/bin/sh\necho "apt-get $*" >>"$SANDBOX/calls"\n' >"$1/bin/apt-get"
        printf '#!/bin/sh\necho 0\n' >"$1/bin/id"
        for program in Xspice xterm Xvfb Xephyr xauth xcalc xdotool openbox gtk3-widget-factory; do
            printf '#!/bin/sh\n' >"$1/bin/$program"
            chmod +x "$1/bin/$program"
        done
        chmod +x "$1"/bin/dotnet "$1"/bin/apt-get "$1"/bin/id
        """;

    public ScriptSandbox()
    {
        var made = Run(
            "/bin/bash",
            ["-c", Setup, "setup", Folder, Path.Combine(TestFolders.Repository, "tools")],
            null
        );
        if (made.ExitCode != 0)
        {
            throw new InvalidOperationException(made.Errors);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("scripts").FullName;

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    /// <summary>What the fake does when the command (<c>build</c>, <c>test</c>, … or <c>program</c>) is run.</summary>
    public void On(string command, string shell) => File.WriteAllText(PathOf($"on-{command}"), shell + "\n");

    public int CallsOf(string start) =>
        File.Exists(PathOf("calls"))
            ? File.ReadLines(PathOf("calls")).Count(l => l.StartsWith(start, StringComparison.Ordinal))
            : 0;

    public string Calls => File.ReadAllText(PathOf("calls"));

    public ScriptRun Run(string script, params string[] arguments) =>
        Run(PathOf($"tools/{script}"), arguments, PathOf("bin"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private ScriptRun Run(string program, string[] arguments, string? searchPath)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["SANDBOX"] = Folder;
        if (searchPath is not null)
        {
            start.Environment["PATH"] = searchPath;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ScriptRun(process.ExitCode, output, errors.Result);
    }
}
