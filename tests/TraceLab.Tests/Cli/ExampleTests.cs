using TraceLab.Cli;
using TraceLab.Cli.Console;

namespace TraceLab.Tests.Cli;

/// <summary>Every example of every help text does what it says, in a shell, as a reader would try it.</summary>
public class ExampleTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var verb in Verbs())
            {
                foreach (var example in verb.Examples)
                {
                    examples.Add(verb.Name, example.CommandLine);
                }
            }

            return examples;
        }
    }

    public static TheoryData<string> VerbNames => [.. Verbs().Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_runs_as_it_stands(string verb, string commandLine)
    {
        var example = VerbOf(verb).Examples.Single(example => example.CommandLine == commandLine);

        var run = await ExampleFolder.RunAsync(example);

        run.AssertExitCode(0, commandLine);
    }

    [Theory]
    [MemberData(nameof(VerbNames))]
    public async Task Help_ends_with_at_least_two_examples(string name)
    {
        var verb = VerbOf(name);
        var run = await TracelabRun.ExpectAsync(0, name, "--help");

        Assert.True(verb.Examples.Count >= 2, $"{name} has {verb.Examples.Count} examples");
        var examples = string.Concat(verb.Examples.Select(one => $"  # {one.What}\n  {one.CommandLine}\n"));
        Assert.EndsWith($"\nExamples:\n{examples}\n", run.Output);
        Assert.Equal("", run.Error);
        Assert.All(verb.Examples, example => Assert.Contains($"tracelab {name} ", example.CommandLine));
    }

    private static IEnumerable<Verb> Verbs() => TraceLabCommand.Create().Subcommands.Cast<Verb>();

    private static Verb VerbOf(string name) => Verbs().Single(verb => verb.Name == name);
}
