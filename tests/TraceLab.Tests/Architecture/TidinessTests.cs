using System.Runtime.Versioning;
using System.Text;
using System.Text.RegularExpressions;

namespace TraceLab.Tests.Architecture;

/// <summary>Habits of the house that no analyzer holds.</summary>
public partial class TidinessTests
{
    private const int MostLines = 300;

    /// <summary>Hosts that texts and code may point to. Package sources are the affair of the machine that builds.</summary>
    private static readonly string[] KnownHosts =
    [
        "dotnet.microsoft.com",
        "learn.microsoft.com",
        "github.com",
        "dejavu-fonts.github.io",
        "www.w3.org",
        "schemas.microsoft.com",
        "localhost",
        "dejavu-fonts.github.io",
        "127.0.0.1",
    ];

    [Fact]
    public void A_namespace_is_the_folder_it_lies_in()
    {
        foreach (var file in SourceTree.CodeFiles)
        {
            var declared = Namespace().Match(Text(file)).Groups["name"].Value;
            if (declared.Length == 0)
            {
                Assert.Equal("Program.cs", Path.GetFileName(file));
                continue;
            }

            // src/TraceLab.Core/Geometry/Rect.cs lies in TraceLab.Core.Geometry.
            var folders = Path.GetDirectoryName(file)!.Split('/')[1..];
            Assert.True(declared == string.Join('.', folders), $"{file} declares {declared}");
        }
    }

    [Fact]
    public void A_file_holds_one_idea_and_ends_before_it_is_long() =>
        Assert.DoesNotContain(SourceTree.CodeFiles, f => Text(f).Count(c => c == '\n') > MostLines);

    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.DoesNotContain(SourceTree.CodeFiles, f => LeftForLater().IsMatch(Text(f)));

    [Fact]
    public void No_test_is_skipped() =>
        Assert.DoesNotContain(SourceTree.CodeFiles, f => SkippedTest().IsMatch(Text(f)));

    /// <summary>Recorded traces are searched too: they carry facts of the machine that made them.</summary>
    [Fact]
    public void No_file_names_a_path_of_somebodys_machine()
    {
        foreach (var file in SourceTree.Files)
        {
            var found = MachinePath().Match(Text(file));
            Assert.True(!found.Success, $"{file} has {found.Value}");
        }
    }

    [Fact]
    public void Links_point_to_known_hosts_only()
    {
        foreach (var file in SourceTree.Files.Where(f => !Text(f).Contains('\0')))
        {
            foreach (Match link in Link().Matches(Text(file)))
            {
                Assert.True(
                    KnownHosts.Contains(link.Groups["host"].Value, StringComparer.Ordinal),
                    $"{file} points to {link.Value}"
                );
            }
        }
    }

    [Fact]
    public void Pages_link_to_files_that_exist()
    {
        foreach (var page in SourceTree.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal)))
        {
            foreach (Match link in PageLink().Matches(Text(page)))
            {
                var target = Path.Combine(Path.GetDirectoryName(SourceTree.PathOf(page))!, link.Groups["path"].Value);
                Assert.True(Path.Exists(target), $"{page} links to {link.Groups["path"].Value}");
            }
        }
    }

    [Theory]
    [InlineData("tools/tracelab")]
    [InlineData("tools/demo")]
    [InlineData("tools/test")]
    [InlineData("tools/mutate")]
    [InlineData(".ci/run")]
    [SupportedOSPlatform("linux")]
    public void Commands_can_be_run(string file) =>
        Assert.True(File.GetUnixFileMode(SourceTree.PathOf(file)).HasFlag(UnixFileMode.UserExecute));

    // One character a byte, so that binary files can be searched for text as well.
    private static string Text(string file) => Encoding.Latin1.GetString(File.ReadAllBytes(SourceTree.PathOf(file)));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bTO[D]O\b|\bFIX[M]E\b|NotImplementedE[x]ception", RegexOptions.None, 1000)]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"\[(Fact|Theory|InlineData)\b[^\]]*\bSkip\s*=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SkippedTest();

    [GeneratedRegex(@"(?<![\w.~-])/(root|home|work|Users)/\w", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\bhttps?://(?<host>[\w.-]+)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\((?!https?:|#)(?<path>[^)#\s]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageLink();
}
