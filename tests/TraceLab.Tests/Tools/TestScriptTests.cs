namespace TraceLab.Tests.Tools;

public sealed class TestScriptTests : IDisposable
{
    private readonly ScriptSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void The_last_line_sums_all_result_files()
    {
        WriteResults(("a", 10, 10, 10, 0), ("b", 5, 5, 5, 0));

        var run = _sandbox.Run("test");

        Assert.Equal((0, "15 passed, 0 failed"), (run.ExitCode, run.LastLine));
    }

    [Fact]
    public void The_exit_code_of_failing_tests_is_kept()
    {
        WriteResults(("a", 10, 8, 5, 3));
        _sandbox.On("test", Results + "\nexit 7");

        var run = _sandbox.Run("test");

        Assert.Equal((7, "5 passed, 3 failed, 2 skipped"), (run.ExitCode, run.LastLine));
    }

    [Fact]
    public void Failed_tests_fail_the_run_whatever_the_runner_says()
    {
        WriteResults(("a", 2, 2, 1, 1));

        var run = _sandbox.Run("test");

        Assert.Equal((1, "1 passed, 1 failed"), (run.ExitCode, run.LastLine));
    }

    [Theory]
    [InlineData("csharpier", "formatting")]
    [InlineData("restore", "locked restore")]
    [InlineData("build", "build")]
    public void A_failing_step_ends_the_run_and_keeps_its_code(string command, string name)
    {
        WriteResults(("a", 1, 1, 1, 0));
        _sandbox.On(command, "exit 5");

        var run = _sandbox.Run("test");

        Assert.Equal((5, "0 passed, 1 failed"), (run.ExitCode, run.LastLine));
        Assert.Contains($"tools/test: {name} failed\n", run.Output);
        Assert.Equal(0, _sandbox.CallsOf("dotnet test"));
    }

    [Fact]
    public void A_test_run_without_results_fails()
    {
        var run = _sandbox.Run("test");

        Assert.Equal((1, "0 passed, 1 failed"), (run.ExitCode, run.LastLine));
    }

    [Fact]
    public void Results_of_an_earlier_run_are_not_counted()
    {
        Directory.CreateDirectory(_sandbox.PathOf("out/test"));
        File.WriteAllText(_sandbox.PathOf("out/test/old.trx"), Counters(100, 100, 100, 0));
        WriteResults(("a", 1, 1, 1, 0));

        Assert.Equal("1 passed, 0 failed", _sandbox.Run("test").LastLine);
    }

    [Fact]
    public void Arguments_reach_the_test_runner()
    {
        WriteResults(("a", 1, 1, 1, 0));

        _sandbox.Run("test", "--filter", "Geometry");

        Assert.Contains(" --results-directory out/test --filter Geometry\n", _sandbox.Calls);
    }

    [Fact]
    public void Only_missing_programs_are_installed_and_named()
    {
        WriteResults(("a", 1, 1, 1, 0));
        Assert.Equal(0, _sandbox.Run("test").ExitCode);
        Assert.Equal(0, _sandbox.CallsOf("apt-get"));
        File.Delete(_sandbox.PathOf("bin/Xspice"));

        var run = _sandbox.Run("test");

        Assert.Contains("installing xserver-xspice\n", run.Output);
        Assert.Contains("apt-get install -q -y --no-install-recommends xserver-xspice\n", _sandbox.Calls);
    }

    // The runner's results, laid out beside the sandbox, appear when the fake test command runs.
    private const string Results = "mkdir -p out/test; cp \"$SANDBOX\"/results/*.trx out/test/";

    private void WriteResults(params (string Name, int Total, int Executed, int Passed, int Failed)[] files)
    {
        Directory.CreateDirectory(_sandbox.PathOf("results"));
        foreach (var (name, total, executed, passed, failed) in files)
        {
            File.WriteAllText(_sandbox.PathOf($"results/{name}.trx"), Counters(total, executed, passed, failed));
        }

        _sandbox.On("test", Results);
    }

    private static string Counters(int total, int executed, int passed, int failed) =>
        $"""
            <TestRun><ResultSummary outcome="Completed">
              <Counters total="{total}" executed="{executed}" passed="{passed}" failed="{failed}" error="0" timeout="0" aborted="0" />
            </ResultSummary></TestRun>
            """;
}
