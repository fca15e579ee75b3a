using System.Xml.Linq;
using TraceLab.Analysis.Csv;
using TraceLab.Simulation.Policies;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>Several policies over several traces: a table for reading, files that are the same whoever makes them.</summary>
public sealed class CompareVerbTests : IDisposable
{
    private static readonly byte[] PngSignature = [0x89, .. "PNG\r\n\x1a\n"u8];

    private static readonly string[] Traces = [.. RecordedSessions.Names.Select(ImportedTraces.PathOf)];
    private static readonly string[] Policies =
    [
        .. PolicyRegistry.Usual.SelectMany(name => new[] { "--policy", name }),
    ];

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_table_shows_what_each_policy_sent_and_why()
    {
        var run = await TracelabRun.ExpectAsync(0, ["compare", .. Traces, .. Policies, "--base", "pixels"]);

        Assert.Equal("", run.Error);
        await Verify(run.Output);
    }

    [Fact]
    public async Task Without_names_the_usual_policies_are_compared_with_the_first()
    {
        var named = await TracelabRun.ExpectAsync(0, ["compare", Traces[0], .. Policies, "--base", "pixels"]);
        var all = await TracelabRun.ExpectAsync(0, "compare", Traces[0]);

        Assert.Equal(named.Output, all.Output);
    }

    [Fact]
    public async Task Files_are_the_same_on_any_number_of_threads_and_every_time()
    {
        string[] first = await CompareInProcess("one", "1");
        string[] second = await CompareInProcess("two", "2");
        string[] third = await CompareInProcess("three", "2");

        Assert.Equal(first, second);
        Assert.Equal(first, third);
        foreach (var name in first)
        {
            var content = await File.ReadAllBytesAsync(_folder.PathOf($"one/{name}"));
            AssertHolds($"two/{name}", content);
            AssertHolds($"three/{name}", content);
            AssertIsWhatItsNameSays(name, content);
        }
    }

    [Fact]
    public async Task Csv_files_have_a_row_for_all_there_is()
    {
        await TracelabRun.ExpectAsync(0, ["compare", .. Traces, .. Policies, "--out", _folder.PathOf("out")]);

        var policies = PolicyRegistry.Usual.Count;
        AssertTable<SummaryRow>("summary", 2 * policies);
        AssertTable<FrameRow>("frames", policies * (52 + 129));
        AssertTable<PrimitiveRow>("primitives", 2 * policies * 3);
        AssertTable<DecisionRow>("decisions", policies * (2102 + 1601));
    }

    [Fact]
    public async Task A_base_that_is_not_compared_is_told_before_the_work()
    {
        var run = await TracelabRun.ExpectAsync(
            1,
            ["compare", .. Traces, "--policy", "size", "--base", "pixels", "--out", _folder.PathOf("out")]
        );

        Assert.Equal(
            "tracelab: the base policy is not compared: expected one of size, found pixels; name it with --policy too\n",
            run.Error
        );
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task One_name_twice_is_told_before_the_work()
    {
        var twin = Path.Combine(Directory.CreateDirectory(_folder.PathOf("twin")).FullName, "moves.tlt");
        File.Copy(Traces[0], twin);
        string[] reports = ["--out", _folder.PathOf("out")];

        var trace = await TracelabRun.ExpectAsync(1, ["compare", Traces[0], twin, .. reports]);
        var policy = await TracelabRun.ExpectAsync(1, ["compare", twin, .. Policies, "--policy", "size", .. reports]);

        Assert.Equal(
            "tracelab: the same trace name twice: found moves; give traces different file names\n",
            trace.Error
        );
        Assert.Equal("tracelab: the same policy name twice: found size; name each policy once\n", policy.Error);
        Assert.Equal(["twin/moves.tlt"], _folder.Files());
    }

    [Fact]
    public async Task Reports_are_replaced_only_with_force_and_a_file_is_no_directory()
    {
        var old = _folder.Write("summary.csv", "precious"u8.ToArray());

        var refused = await TracelabRun.ExpectAsync(1, "compare", Traces[0], "--out", _folder.Folder);
        var file = await TracelabRun.ExpectAsync(1, "compare", Traces[0], "--out", old);

        Assert.Equal($"tracelab: {old}: the file exists; use --force to overwrite\n", refused.Error);
        Assert.StartsWith(
            $"tracelab: {old}: cannot write reports here: expected a directory, found a file",
            file.Error
        );
        Assert.Equal("precious", await File.ReadAllTextAsync(old));
        Assert.Equal(["summary.csv"], _folder.Files());
    }

    // The number of processors is what decides how many threads share the runs.
    private async Task<string[]> CompareInProcess(string directory, string processors)
    {
        using var compare = TracelabProcess.Start(
            _folder.Folder,
            ["compare", .. Traces, .. Policies, "--base", "pixels", "--out", directory],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_PROCESSOR_COUNT"] = processors }
        );
        var run = await compare.FinishAsync();
        run.AssertExitCode(0, "compare");
        Assert.EndsWith($"reports are in {directory}\n", run.Error);
        return
        [
            .. _folder
                .Files()
                .Where(name => name.StartsWith(directory + "/", StringComparison.Ordinal))
                .Select(name => name[(directory.Length + 1)..]),
        ];
    }

    private void AssertHolds(string name, byte[] content) =>
        Assert.True(File.ReadAllBytes(_folder.PathOf(name)).AsSpan().SequenceEqual(content), name);

    private static void AssertIsWhatItsNameSays(string name, byte[] content)
    {
        switch (Path.GetExtension(name))
        {
            case ".png":
                Assert.Equal(PngSignature, content[..8]);
                break;
            case ".svg":
                using (var stream = new MemoryStream(content))
                {
                    Assert.Equal("svg", XDocument.Load(stream).Root!.Name.LocalName);
                }

                break;
            default:
                Assert.True(name is "comparison.md" || name.EndsWith(".csv", StringComparison.Ordinal), name);
                break;
        }
    }

    private void AssertTable<TRow>(string name, int rows)
    {
        var lines = File.ReadAllLines(_folder.PathOf($"out/{name}.csv"));
        Assert.Equal(string.Join(',', CsvSchema.Columns<TRow>()), lines[0]);
        Assert.Equal(rows, lines.Length - 1);
    }
}
