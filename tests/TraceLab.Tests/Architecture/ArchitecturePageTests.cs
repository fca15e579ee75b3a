using System.Text.RegularExpressions;
using TraceLab.Simulation.Machine;

namespace TraceLab.Tests.Architecture;

/// <summary>The page that leads from the patent to the code names every embodiment, and only files that exist.</summary>
public partial class ArchitecturePageTests
{
    private static readonly string Page = File.ReadAllText(SourceTree.PathOf("src/README.md"));

    [Fact]
    public void Every_embodiment_has_its_row() =>
        Assert.All(
            MachineEmbodiments.All,
            named =>
                Assert.Single(
                    Page.Split('\n'),
                    line => line.StartsWith($"| `{named.Name}` |", StringComparison.Ordinal)
                )
        );

    [Fact]
    public void The_tables_of_the_patent_name_files_that_exist()
    {
        var tables = Page[Page.IndexOf("## The patent's machine", StringComparison.Ordinal)..];
        var files = CodeFile().Matches(tables).Select(match => match.Groups["file"].Value).ToList();

        Assert.InRange(files.Count, 30, 200);
        Assert.All(files, file => Assert.True(Exists(file), $"src/README.md names {file}"));
    }

    private static bool Exists(string file) =>
        Path.Exists(SourceTree.PathOf($"src/TraceLab.Simulation/{file}")) || Path.Exists(SourceTree.PathOf(file));

    [GeneratedRegex(@"`(?<file>[\w./-]+(\.cs|/))`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeFile();
}
