using System.Reflection;
using System.Xml.Linq;

namespace TraceLab.Tests.Architecture;

/// <summary>Projects follow the data, and nothing points backwards.</summary>
public class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["TraceLab.Core"] = [],
        ["TraceLab.Results"] = [],
        ["TraceLab.TraceFormat"] = ["TraceLab.Core"],
        ["TraceLab.Capture"] = ["TraceLab.Core", "TraceLab.TraceFormat"],
        ["TraceLab.Simulation"] = ["TraceLab.Core", "TraceLab.Results"],
        ["TraceLab.Analysis"] = ["TraceLab.Core", "TraceLab.Results"],
        ["TraceLab.Cli"] =
        [
            "TraceLab.Analysis",
            "TraceLab.Capture",
            "TraceLab.Core",
            "TraceLab.Results",
            "TraceLab.Simulation",
            "TraceLab.TraceFormat",
        ],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Fact]
    public void Every_project_has_its_place_in_the_order() =>
        Assert.Equal(
            Allowed.Keys.Order(StringComparer.Ordinal),
            SourceTree
                .Files.Where(f =>
                    f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal)
                )
                .Select(f => Path.GetFileNameWithoutExtension(f)),
            StringComparer.Ordinal
        );

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_references_the_allowed_projects_and_no_others(string project) =>
        Assert.Equal(
            Allowed[project],
            ItemsOf(project, "ProjectReference")
                .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
                .Order(StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    /// <summary>A project file also opens the way to what its references reference; the built code must not go there.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Built_code_uses_the_allowed_projects_and_no_others(string project)
    {
        var used = Assembly
            .Load(project == "TraceLab.Cli" ? "tracelab" : project)
            .GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => name.StartsWith("TraceLab.", StringComparison.Ordinal));

        Assert.Empty(used.Except(Allowed[project], StringComparer.Ordinal));
    }

    /// <summary>Analysis shares the wording of faults with the core, but sees sessions only through their results.</summary>
    [Fact]
    public void Analysis_knows_nothing_of_the_core_but_its_faults() =>
        Assert.All(
            SourceTree.CodeFiles.Where(f => f.StartsWith("src/TraceLab.Analysis/", StringComparison.Ordinal)),
            file =>
                Assert.DoesNotContain(
                    "TraceLab.Core.",
                    File.ReadAllText(SourceTree.PathOf(file)).Replace("TraceLab.Core.Faults", "")
                )
        );

    /// <summary>What the machine is held against shares commands and results with it, and nothing that computes.</summary>
    [Fact]
    public void The_reference_machine_shares_only_the_vocabulary_with_the_machine()
    {
        var used = typeof(TraceLab.ReferenceMachine.ReferenceSimulation)
            .Assembly.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => name.StartsWith("TraceLab.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(["TraceLab.Core", "TraceLab.Results"], used, StringComparer.Ordinal);
        Assert.All(
            SourceTree.CodeFiles.Where(f => f.StartsWith("tests/TraceLab.ReferenceMachine/", StringComparison.Ordinal)),
            file => Assert.DoesNotContain("TraceLab.Core.Painting", File.ReadAllText(SourceTree.PathOf(file)))
        );
    }

    /// <summary>What a package is for stays in one place, so that it can be exchanged there.</summary>
    [Theory]
    [InlineData("System.CommandLine", "TraceLab.Cli")]
    [InlineData("Spectre.Console", "TraceLab.Cli")]
    [InlineData("CsvHelper", "TraceLab.Analysis")]
    [InlineData("ScottPlot", "TraceLab.Analysis")]
    public void A_package_is_used_only_where_it_belongs(string package, string owner) =>
        Assert.DoesNotContain(
            Allowed.Keys,
            project =>
                project != owner && ItemsOf(project, "PackageReference").Contains(package, StringComparer.Ordinal)
        );

    [Fact]
    public void The_core_needs_nothing_but_the_runtime()
    {
        Assert.Empty(ItemsOf("TraceLab.Core", "PackageReference"));
        Assert.Empty(ItemsOf("TraceLab.Results", "PackageReference"));
    }

    [Fact]
    public void Every_project_has_a_lock_file_and_no_version_of_its_own()
    {
        foreach (var project in SourceTree.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            Assert.Contains(
                $"{Path.GetDirectoryName(project)}/packages.lock.json",
                SourceTree.Files,
                StringComparer.Ordinal
            );
            var references = XDocument.Load(SourceTree.PathOf(project)).Descendants("PackageReference");
            Assert.All(references, r => Assert.Null(r.Attribute("Version")));
        }
    }

    private static IEnumerable<string> ItemsOf(string project, string item) =>
        XDocument
            .Load(SourceTree.PathOf($"src/{project}/{project}.csproj"))
            .Descendants(item)
            .Select(e => e.Attribute("Include")!.Value);
}
