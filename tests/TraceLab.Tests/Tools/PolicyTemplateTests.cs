using System.Diagnostics;
using TraceLab.Tests.Cli;

namespace TraceLab.Tests.Tools;

/// <summary>The template for a user's own policy, copied out of the repository, built there, and named on the command line.</summary>
public sealed class PolicyTemplateTests(PolicyTemplateTests.BuiltTemplate template)
    : IClassFixture<PolicyTemplateTests.BuiltTemplate>
{
    private static string Trace => BundledTraces.PathOf("scrolling");

    [Fact]
    public async Task It_is_compared_with_the_policies_that_are_here()
    {
        var run = await TracelabRun.ExpectAsync(
            0,
            ["compare", Trace, "--policy", "pixels", "--policy", "large-copies", "--policy-assembly", template.Assembly]
        );

        Assert.Contains("large-copies", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_sends_what_a_policy_of_that_rule_sends()
    {
        // Every copy of this session is large, and nothing but copies goes under either.
        var own = await ReplayJson("large-copies");
        var ours = await ReplayJson("always-copy");

        Assert.InRange(Number(ours, "encoded_bytes"), 1, long.MaxValue);
        Assert.Equal(Number(ours, "encoded_bytes"), Number(own, "encoded_bytes"));
        Assert.Equal(0, Number(own, "wrong_pixels"));
    }

    [Fact]
    public async Task It_takes_part_in_a_sweep()
    {
        using var folder = new CliFolder();
        await TracelabRun.ExpectAsync(
            0,
            "sweep",
            Trace,
            "--policy",
            "pixels,large-copies",
            "--policy-assembly",
            template.Assembly,
            "--out",
            folder.PathOf("out")
        );

        Assert.Contains(
            ",large-copies,",
            await File.ReadAllTextAsync(folder.PathOf("out/sweep.csv")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_primitive_that_reads_what_was_changed_is_caught_by_the_client_check()
    {
        var run = await ReplayAsync(1, "ignores-sources");

        Assert.Matches(@"scrolling\.tlt: ignores-sources: frame \d+ .* pixels? ", run.Error);
    }

    [Fact]
    public async Task A_primitive_that_no_client_can_execute_is_caught_before_it_is_sent()
    {
        // Its text is nothing for a client of the basic profile.
        var run = await TracelabRun.ExpectAsync(
            1,
            "replay",
            BundledTraces.PathOf("x11-text"),
            "--policy",
            "sends-everything",
            "--policy-assembly",
            template.Assembly
        );

        Assert.Matches(
            @"^tracelab: policy 'sends-everything' broke the rules at poll \d+, primitive \d+: expected a primitive that the client can execute, found one it cannot \(.*\)\n$",
            run.Error
        );
    }

    [Fact]
    public async Task An_exception_is_told_as_the_policys()
    {
        var run = await TracelabRun.ExpectAsync(
            1,
            ["compare", Trace, "--policy", "pixels", "--policy", "throws", "--policy-assembly", template.Assembly]
        );

        Assert.Matches(
            @"^tracelab: policy 'throws' failed at poll \d+: found NotSupportedException: not today\n$",
            run.Error
        );
    }

    [Fact]
    public async Task A_name_that_the_assembly_does_not_have_is_an_error()
    {
        var run = await ReplayAsync(1, "larger-copies");

        Assert.StartsWith("tracelab: unknown policy: expected one of ", run.Error, StringComparison.Ordinal);
        Assert.Contains("large-copies", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(", found larger-copies\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_assembly_its_name_is_wrong_usage()
    {
        var run = await TracelabRun.ExpectAsync(2, "replay", Trace, "--policy", "large-copies");

        Assert.Contains("--policy: expected one of pixels, ", run.Error, StringComparison.Ordinal);
        Assert.Contains(", found 'large-copies'", run.Error, StringComparison.Ordinal);
    }

    private async Task<string> ReplayJson(string policy) => (await ReplayAsync(0, policy, "--json")).Output;

    private Task<TracelabRun> ReplayAsync(int exitCode, string policy, params string[] more) =>
        TracelabRun.ExpectAsync(
            exitCode,
            ["replay", Trace, "--policy", policy, "--policy-assembly", template.Assembly, .. more]
        );

    private static long Number(string json, string name)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetInt64();
    }

    /// <summary>The template with a few policies beside it that break the rules.</summary>
    public sealed class BuiltTemplate : IDisposable
    {
        private readonly CliFolder _folder = new();

        public string Assembly => _folder.PathOf("bin/PolicyTemplate.dll");

        public BuiltTemplate()
        {
            var source = Path.Combine(TestFolders.Repository, "tools", "PolicyTemplate");
            foreach (var name in new[] { "PolicyTemplate.csproj", "LargeCopiesPolicy.cs" })
            {
                File.Copy(Path.Combine(source, name), _folder.PathOf(name));
            }

            File.Copy(
                Path.Combine(TestFolders.Data, "policies", "BrokenPolicies.cs.txt"),
                _folder.PathOf("BrokenPolicies.cs")
            );
            string[] arguments =
            [
                "build",
                _folder.Folder,
                "--output",
                _folder.PathOf("bin"),
                "--disable-build-servers",
                $"-p:TraceLabDirectory={AppContext.BaseDirectory}",
            ];
            using var build = Process.Start(
                new ProcessStartInfo("dotnet", arguments)
                {
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                    WorkingDirectory = _folder.Folder,
                }
            )!;
            var output = build.StandardOutput.ReadToEnd();
            build.WaitForExit();
            Assert.True(build.ExitCode == 0, output);
        }

        public void Dispose() => _folder.Dispose();
    }
}
