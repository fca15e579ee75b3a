using System.Text.Json;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>What this machine costs becomes a file, and the file prices runs.</summary>
public sealed class CalibrateVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_profile_goes_to_standard_output_or_into_a_file()
    {
        string[] quick = ["calibrate", "--codec", "raw", "--repeats", "1"];
        var file = _folder.PathOf("mine.json");

        var printed = await TracelabRun.ExpectAsync(0, quick);
        var written = await TracelabRun.ExpectAsync(0, [.. quick, "-o", file]);

        using var json = JsonDocument.Parse(printed.Output);
        Assert.Equal(1, json.RootElement.GetProperty("schema_version").GetInt32());
        Assert.Equal("", written.Output);
        Assert.Equal("raw", Assert.Single(CostProfileFile.Load(file).Codecs).Key);
    }

    [Fact]
    public async Task A_file_that_exists_is_refused_before_the_work()
    {
        var file = _folder.Write("mine.json", "precious"u8.ToArray());

        var run = await TracelabRun.ExpectAsync(1, "calibrate", "-o", file);

        Assert.Equal($"tracelab: {file}: the file exists; use --force to overwrite\n", run.Error);
        Assert.Equal("precious", await File.ReadAllTextAsync(file));
    }
}
