using CsCheck;
using TraceLab.Analysis;

namespace TraceLab.Tests.Analysis;

public class FileStemsTests
{
    [Theory]
    [InlineData("scroll", "scroll")]
    [InlineData("a b/c", "a_b_c")]
    [InlineData("../up", "_up")]
    [InlineData("-rf", "rf")]
    [InlineData("…", "_")]
    [InlineData("", "trace")]
    public void Names_become_safe_for_files(string name, string stem) => Assert.Equal(stem, new FileStems().Next(name));

    [Fact]
    public void Stems_never_repeat_not_even_where_case_does_not_count()
    {
        var stems = new FileStems();

        Assert.Equal(
            ["a_b", "A_B-2", "a_b-3"],
            new[] { "a b", "A_B", "a:b" }.Select(stems.Next),
            StringComparer.Ordinal
        );
    }

    [Fact]
    public void Any_name_gives_a_short_stem_of_safe_characters() =>
        Gen.String.Sample(name =>
        {
            var stem = new FileStems().Next(name);
            Assert.InRange(stem.Length, 1, 100);
            Assert.Matches("^[A-Za-z0-9_][A-Za-z0-9._-]*$", stem);
        });
}
