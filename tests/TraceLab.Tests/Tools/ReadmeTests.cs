using TraceLab.Cli;

namespace TraceLab.Tests.Tools;

public sealed class ReadmeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readme").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_figures_are_those_that_the_commands_print()
    {
        var figures = File.ReadLines(Path.Combine(TestFolders.Repository, "README.md"))
            .Where(line => line.Split(' ')[0] is "pixels" or "size" or "ordered")
            .ToArray();
        Assert.Equal(6, figures.Length);

        var trace = Path.Combine(_folder, "scroll.tlt");
        await Run("import", Path.Combine(TestFolders.Data, "spice", "scroll.spice.gz"), "-o", trace);
        var tables = await Run([
            "compare",
            trace,
            "--base",
            "pixels",
            "--policy",
            "pixels",
            "--policy",
            "size",
            "--policy",
            "ordered",
        ]);

        Assert.All(figures, figure => Assert.Contains(figure + "\n", tables));
    }

    private static async Task<string> Run(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await TraceLabCommand.RunAsync(arguments, output, errors);
        Assert.True(code == 0, errors.ToString());
        return output.ToString();
    }
}
