using System.Runtime.CompilerServices;
using System.Text;

namespace TraceLab.Tests.Verifying;

public sealed class VerifierTests : IDisposable
{
    private static readonly SnapshotRules Holding = new(Accept: false);
    private static readonly SnapshotRules Accepting = new(Accept: true);

    private readonly string _directory = Directory.CreateTempSubdirectory("verifier").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_text_is_held_against_the_file_beside_its_test() => await Verify("ordered: copy sent\n");

    [Theory]
    [InlineData("raw")]
    [InlineData("lz4")]
    public async Task Each_case_of_a_theory_has_its_own_file(string codec) =>
        await Verify($"codec {codec}\r\nzażółć").UseDirectory("Snapshots").UseTextForParameters($"codec={codec}");

    [Fact]
    public Task A_test_may_return_the_comparison_itself() => Verify([0, 1, 2, 0xFF], "bin");

    [Fact]
    public void A_callers_path_is_the_real_one_in_a_deterministic_build_too() =>
        Assert.Equal(Path.Combine(TestFolders.Project, "Verifying", "VerifierTests.cs"), PathOfThisFile());

    [Fact]
    public async Task A_missing_verified_file_fails_and_leaves_the_received_one()
    {
        var fault = await Assert.ThrowsAsync<SnapshotException>(() => Check("new", Holding));

        Assert.Contains("no verified file", fault.Message);
        Assert.False(File.Exists(PathOf("verified")));
        Assert.Equal([0xEF, 0xBB, 0xBF, .. "new"u8], await File.ReadAllBytesAsync(PathOf("received")));
    }

    [Fact]
    public async Task A_difference_shows_its_lines_and_the_command_that_accepts_it()
    {
        await File.WriteAllTextAsync(PathOf("verified"), "one\ntwo\nthree\n", Encoding.UTF8);

        var fault = await Assert.ThrowsAsync<SnapshotException>(() => Check("one\nTWO\nthree\n", Holding));

        Assert.Contains("  one\n- two\n+ TWO\n  three\n", fault.Message);
        Assert.EndsWith($"mv '{PathOf("received")}' '{PathOf("verified")}'", fault.Message);
    }

    [Fact]
    public async Task Lines_far_from_a_change_are_left_out()
    {
        var lines = Enumerable.Range(1, 40).Select(i => $"line {i}").ToArray();
        await File.WriteAllTextAsync(PathOf("verified"), string.Join('\n', lines));
        lines[19] = "changed";

        var fault = await Assert.ThrowsAsync<SnapshotException>(() => Check(string.Join('\n', lines), Holding));

        Assert.Contains("  …\n  line 17\n", fault.Message);
        Assert.Contains("  line 23\n  …\n", fault.Message);
        Assert.DoesNotContain("line 16", fault.Message);
    }

    [Fact]
    public async Task Neither_the_mark_nor_the_kind_of_line_ends_is_a_difference()
    {
        await File.WriteAllTextAsync(PathOf("verified"), "one\r\ntwo", new UTF8Encoding(false));

        await Check("one\ntwo", Holding);
    }

    [Fact]
    public async Task A_final_line_end_is_a_difference()
    {
        await File.WriteAllTextAsync(PathOf("verified"), "one\n", Encoding.UTF8);

        await Assert.ThrowsAsync<SnapshotException>(() => Check("one", Holding));
    }

    [Fact]
    public async Task Differing_bytes_name_the_first_place()
    {
        await File.WriteAllBytesAsync(PathOf("verified"), [1, 2, 3]);
        var verification = new Verification(Snapshot.OfBytes([1, 2, 4]), SourceFile, "Case", "txt", Holding);

        var fault = await Assert.ThrowsAsync<SnapshotException>(verification.UseTextForParameters("x=1").ToTask);

        Assert.Contains("first difference at byte 2", fault.Message);
    }

    [Fact]
    public async Task Accepting_writes_the_verified_file_and_removes_the_received_one()
    {
        await Assert.ThrowsAsync<SnapshotException>(() => Check("zażółć", Holding));

        await Check("zażółć", Accepting);

        Assert.Equal([0xEF, 0xBB, 0xBF, .. "zażółć"u8], await File.ReadAllBytesAsync(PathOf("verified")));
        Assert.False(File.Exists(PathOf("received")));
        await Check("zażółć", Holding);
    }

    [Fact]
    public async Task A_match_removes_a_stale_received_file()
    {
        await File.WriteAllTextAsync(PathOf("verified"), "same", Encoding.UTF8);
        await File.WriteAllTextAsync(PathOf("received"), "old", Encoding.UTF8);

        await Check("same", Holding);

        Assert.False(File.Exists(PathOf("received")));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("1", null, true)]
    [InlineData("1", "", true)]
    [InlineData("1", "false", true)]
    [InlineData("1", "true", false)]
    [InlineData("1", "1", false)]
    [InlineData("yes", null, false)]
    [InlineData(null, "false", false)]
    public void Snapshots_are_accepted_by_one_variable_and_never_on_a_build_server(
        string? variable,
        string? ci,
        bool accepted
    ) => Assert.Equal(accepted, SnapshotRules.From(name => name == "CI" ? ci : variable).Accept);

    private static string PathOfThisFile([CallerFilePath] string path = "") => path;

    private string SourceFile => Path.Combine(_directory, "Sample.cs");

    private string PathOf(string state) => Path.Combine(_directory, $"Sample.Case_x=1.{state}.txt");

    private Task Check(string text, SnapshotRules rules) =>
        new Verification(Snapshot.OfText(text), SourceFile, "Case", "txt", rules).UseTextForParameters("x=1").ToTask();
}
