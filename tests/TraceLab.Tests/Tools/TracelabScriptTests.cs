namespace TraceLab.Tests.Tools;

public sealed class TracelabScriptTests : IDisposable
{
    private const string MakeProgram = """
        mkdir -p "$SANDBOX/src/TraceLab.Cli/bin/run" "$SANDBOX/src/TraceLab.Cli/obj"
        touch "$SANDBOX/src/TraceLab.Cli/bin/run/tracelab.dll"
        """;

    private readonly ScriptSandbox _sandbox = new();

    public TracelabScriptTests() => _sandbox.On("publish", MakeProgram);

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void The_program_is_built_once_and_again_only_when_a_source_changes()
    {
        _sandbox.Run("tracelab", "info");
        _sandbox.Run("tracelab", "info");
        Assert.Equal(1, _sandbox.CallsOf("dotnet publish"));

        File.WriteAllText(_sandbox.PathOf("src/TraceLab.Cli/Verb.cs"), "class Verb { }");
        _sandbox.Run("tracelab", "info");
        Assert.Equal(2, _sandbox.CallsOf("dotnet publish"));

        File.Delete(_sandbox.PathOf("src/TraceLab.Cli/Verb.cs"));
        _sandbox.Run("tracelab", "info");
        _sandbox.Run("tracelab", "info");
        Assert.Equal(3, _sandbox.CallsOf("dotnet publish"));
    }

    [Fact]
    public void Arguments_output_and_exit_code_are_the_programs_own()
    {
        _sandbox.On("program", "shift; printf '<%s>' \"$@\"; exit 3");

        var run = _sandbox.Run("tracelab", "info", "a file.tlt", "--json");

        Assert.Equal((3, "<info><a file.tlt><--json>"), (run.ExitCode, run.Output));
    }

    [Fact]
    public void Build_talk_goes_to_standard_error()
    {
        _sandbox.On("publish", MakeProgram + "\necho talk");

        var run = _sandbox.Run("tracelab", "info");

        Assert.Equal(("", "tracelab: building from source…\n"), (run.Output, run.Errors));
        Assert.Equal("", _sandbox.Run("tracelab", "info").Errors);
    }

    [Fact]
    public void A_failed_build_shows_its_output_and_runs_nothing()
    {
        _sandbox.On("publish", MakeProgram + "\necho 'Program.cs(1,1): error'; exit 1");

        var run = _sandbox.Run("tracelab", "info");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("Program.cs(1,1): error\ntracelab: the build failed\n", run.Errors);
        Assert.Equal(0, _sandbox.CallsOf("dotnet /"));
        var calls = _sandbox.CallsOf("dotnet publish");
        _sandbox.Run("tracelab", "info");
        Assert.Equal(2 * calls, _sandbox.CallsOf("dotnet publish"));
    }

    [Fact]
    public void Where_it_cannot_be_compiled_ahead_the_program_is_built_without()
    {
        _sandbox.On("publish", MakeProgram + "\ncase \"$*\" in *CompileAhead*) exit 1 ;; esac");
        _sandbox.On("program", "echo ran");

        var run = _sandbox.Run("tracelab", "info");

        Assert.Equal((0, "ran\n"), (run.ExitCode, run.Output));
        Assert.Contains("not compiled ahead", run.Errors);
    }

    [Fact]
    public void The_demo_compares_all_bundled_traces_and_says_where_results_are()
    {
        File.WriteAllText(_sandbox.PathOf("traces/typing.tlt"), "");
        File.WriteAllText(_sandbox.PathOf("traces/scrolling.tlt"), "");
        _sandbox.On(
            "program",
            "mkdir -p out/demo/charts; touch out/demo/summary.csv out/demo/frames.csv out/demo/charts/bytes.png; echo TABLE"
        );

        var run = _sandbox.Run("demo", "--codec", "zstd");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            "TABLE\n\nNumbers: out/demo/frames.csv out/demo/summary.csv\n"
                + "Charts:  1 PNG and 0 SVG files below out/demo\n",
            run.Output
        );
        Assert.Contains(
            " compare traces/scrolling.tlt traces/typing.tlt --base pixels --policy pixels --policy size --policy kind "
                + "--policy ordered --policy optimal --out out/demo --codec zstd\n",
            _sandbox.Calls
        );
    }
}
