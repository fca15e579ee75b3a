using TraceLab.Tests.Architecture;

namespace TraceLab.Tests.Tools;

/// <summary>
/// The mutations that <c>tools/mutate</c> makes still fit the sources and name tests that exist, so that a run of it, which
/// takes long, means something.
/// </summary>
public class MutationTests
{
    private const string Guard = "Guard: ";

    public static TheoryData<string> Patches =>
        [.. SourceTree.Files.Where(f => f.StartsWith("tests/Mutations/", StringComparison.Ordinal))];

    [Fact]
    public void There_are_at_least_ten() => Assert.InRange(Patches.Count, 10, 100);

    [Theory]
    [MemberData(nameof(Patches))]
    public void A_mutation_changes_one_place_of_the_present_sources(string file)
    {
        var lines = File.ReadAllLines(SourceTree.PathOf(file));
        var source = lines.Single(line => line.StartsWith("+++ b/", StringComparison.Ordinal))["+++ b/".Length..];
        var text = File.ReadAllText(SourceTree.PathOf(source));
        var hunk = lines
            .SkipWhile(line => !line.StartsWith("@@", StringComparison.Ordinal))
            .Skip(1)
            .Where(line => !line.StartsWith('+'))
            .Select(line => line.Length == 0 ? line : line[1..]);
        var before = string.Join('\n', hunk);

        Assert.Single(lines, line => line.StartsWith("@@", StringComparison.Ordinal));
        Assert.Equal(2, text.Split(before).Length);
    }

    [Theory]
    [MemberData(nameof(Patches))]
    public void A_mutation_names_the_test_that_guards_against_it(string file)
    {
        var guard = File.ReadAllLines(SourceTree.PathOf(file))
            .Single(line => line.StartsWith(Guard, StringComparison.Ordinal))[Guard.Length..];
        var tests = typeof(MutationTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FactAttribute), inherit: true));

        Assert.Contains(tests, method => method.Name.StartsWith(guard, StringComparison.Ordinal));
    }
}
