using TraceLab.Fuzz;

namespace TraceLab.Tests.Tools;

/// <summary>What fuzzing starts from, and what it once found, stays sound.</summary>
public class FuzzCorpusTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_input_of_the_corpus_ends_well(string target) => RunAll(target, Folder(target));

    [Fact]
    public void Every_finding_stays_fixed() => RunAll("trace", Folder("findings", "trace"));

    private static void RunAll(string target, string folder)
    {
        var files = Directory.GetFiles(folder);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var failure = Record.Exception(() => FuzzTargets.Find(target)(File.ReadAllBytes(file)));
            Assert.True(failure is null, $"{file}: {failure}");
        }
    }

    private static string Folder(params string[] names) =>
        Path.Combine([AppContext.BaseDirectory, "Data", "fuzz", .. names]);
}
