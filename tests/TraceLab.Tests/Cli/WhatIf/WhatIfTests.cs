using System.Text.Json;
using TraceLab.Analysis.Tables;

namespace TraceLab.Tests.Cli.WhatIf;

/// <summary>What policies would send, told while a session is recorded.</summary>
public sealed class WhatIfTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_totals_are_those_of_a_replay_of_the_trace()
    {
        using var recorder = TracelabProcess.Shell(
            _folder.Folder,
            $"gunzip -c '{ImportedTraces.RecordingOf("scroll")}'"
                + " | tracelab record --source spice-pipe -o own.tlt --what-if ordered,pixels"
        );
        var recorded = await recorder.FinishAsync();
        recorded.AssertExitCode(0, "record --what-if");

        foreach (var policy in new[] { "ordered", "pixels" })
        {
            var replayed = await TracelabRun.ExpectAsync(
                0,
                "replay",
                _folder.PathOf("own.tlt"),
                "--policy",
                policy,
                "--no-check",
                "--json"
            );
            using var totals = JsonDocument.Parse(replayed.Output);
            var bytes = totals.RootElement.GetProperty("encoded_bytes").GetInt64();
            Assert.Contains($"total  {policy} {Units.Bytes(bytes)}, ", recorded.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_live_session_gets_a_line_each_second()
    {
        using var recorder = TracelabProcess.Start(
            _folder.Folder,
            [
                "record",
                "-o",
                "own.tlt",
                "--size",
                "640x400",
                "--duration",
                "4s",
                "--what-if",
                "ordered",
                "--what-if",
                "pixels",
                "--",
                "xterm",
                "-e",
                "sh",
                "-c",
                "while :; do seq 1 40; sleep 0.2; done",
            ]
        );
        var recorded = await recorder.FinishAsync();
        recorded.AssertExitCode(0, "record --what-if");

        var lines = recorded.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(
            lines[..^2],
            line => Assert.Matches(@"^00:\d\d  ordered [\d.]+ k?M?B/s  pixels [\d.]+ k?M?B/s$", line)
        );
        Assert.True(lines.Length > 3, recorded.Output);
        Assert.Matches("^total  ordered [1-9]", lines[^2]);
        Assert.Matches("^total  pixels [1-9]", lines[^1]);
    }

    [Theory]
    [InlineData("--what-if: expected one of pixels, ", "--what-if", "pixels,nothing")]
    [InlineData("--what-if: nothing is known of the drawing", "--what-if", "pixels", "--lower-later")]
    public async Task What_cannot_be_is_wrong_usage(string error, params string[] options)
    {
        var run = await TracelabRun.ExpectAsync(
            2,
            ["record", "-o", _folder.PathOf("own.tlt"), .. options, "--", "true"]
        );

        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }
}
