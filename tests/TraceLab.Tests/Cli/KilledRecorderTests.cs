using System.Diagnostics;
using TraceLab.Core.Commands;
using TraceLab.Tests.Generators;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli;

/// <summary>
/// Recorders killed at any moment of a session that streams in, or whose file cannot grow: what is left opens, is a
/// beginning of the session, and becomes a sound trace.
/// </summary>
#pragma warning disable CA2025 // each feeding is awaited before its process is disposed of, unless the test has failed
public sealed class KilledRecorderTests : IDisposable
{
    private const int Kills = 24;
    private const int BytesPerStep = 128 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly byte[] s_recording = RecordedSessions.Recording("moves");
    private static readonly string[] s_lines = [.. RecordedSessions.Events("moves").Select(SessionText.Line)];

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_recording_killed_at_any_moment_opens_and_lost_at_most_its_last_chunk()
    {
        var random = new Random(20_260_501);
        var delays = Enumerable.Range(0, Kills).Select(_ => random.Next(0, 700)).ToArray();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Kills),
            new ParallelOptions { MaxDegreeOfParallelism = 3 },
            async (number, _) => await KillAfter($"{number}.tlt", delays[number])
        );
    }

    [Fact]
    public async Task A_file_that_cannot_grow_ends_whole_and_the_loss_is_told_once()
    {
        _folder.Write("recording.spice", s_recording);

        // W^X maps its memory through a large file, which the limit would hit before the trace does.
        using var shell = TracelabProcess.Shell(
            _folder.Folder,
            "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 120; "
                + "tracelab record --source spice-pipe -o full.tlt < recording.spice"
        );
        var run = await shell.FinishAsync();

        run.AssertExitCode(3, "record with a full disk");
        Assert.Contains("cannot be written any more", Assert.Single(run.ErrorLines, line => line.Contains("cannot")));
        var trace = Assert.Single(_folder.Files(), file => file.StartsWith("full.tlt", StringComparison.Ordinal));
        using var reader = TraceReader.Open(_folder.PathOf(trace));
        AssertBeginning(reader);
        Assert.Equal(TraceState.Complete, reader.State);
        await TracelabRun.ExpectAsync(0, "doctor", _folder.PathOf(trace));
    }

    [Fact]
    public async Task While_it_runs_the_recording_is_in_progress_and_can_be_marked()
    {
        using var process = Record("live.tlt");
        var feeding = FeedAsync(process, s_recording.AsMemory(0, s_recording.Length / 2));
        Assert.True(SpinWait.SpinUntil(() => IsReadable("live.tlt.partial"), Patience));
        var info = await TracelabRun.ExpectAsync(0, "info", _folder.PathOf("live.tlt.partial"));
        Assert.StartsWith("IN PROGRESS  ", info.Output);
        await TracelabRun.ExpectAsync(0, "doctor", _folder.PathOf("live.tlt.partial"));
        var mark = await TracelabRun.ExpectAsync(0, "mark", _folder.PathOf("live.tlt"), "here");
        Assert.Contains("the recorder was asked to mark this moment", mark.Error);
        await feeding;

        var run = await process.FinishAsync();

        run.AssertExitCode(3, "record");
        using var reader = TraceReader.Open(_folder.PathOf("live.tlt"));
        Assert.Equal("here", Assert.Single(reader.Events().OfType<Marker>()).Text);
    }

    private async Task KillAfter(string name, int milliseconds)
    {
        using var process = Record(name);
        var feeding = FeedAsync(process, s_recording);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_folder.PathOf(name + ".partial")), Patience));
        await Task.Delay(milliseconds);
        using var recorder = Process.GetProcessById(process.Id);
        recorder.Kill();
        await recorder.WaitForExitAsync();
        await feeding;

        var left = _folder.PathOf(name + ".partial");
        if (IsReadable(name + ".partial"))
        {
            using var reader = TraceReader.Open(left);
            Assert.Equal(TraceState.Interrupted, reader.State);
            AssertBeginning(reader);
            await TracelabRun.ExpectAsync(0, "recover", left, "-o", _folder.PathOf(name));
            await TracelabRun.ExpectAsync(0, "doctor", _folder.PathOf(name));
        }
        else
        {
            // Killed between making the file and writing its first bytes: there was nothing to lose.
            Assert.InRange(new FileInfo(left).Length, 0, 300);
        }
    }

    private static void AssertBeginning(TraceReader reader)
    {
        var lines = reader.Events().Select(SessionText.Line).ToArray();
        Assert.Equal(s_lines[..(lines.Length - 1)], lines[..^1]);
        Assert.EndsWith(" end", lines[^1], StringComparison.Ordinal);
    }

    private TracelabProcess Record(string name) =>
        TracelabProcess.Start(_folder.Folder, ["record", "--source", "spice-pipe", "-o", name]);

    private bool IsReadable(string name)
    {
        try
        {
            using var reader = TraceReader.Open(_folder.PathOf(name));
            return true;
        }
        catch (Exception fault) when (fault is IOException or TraceLab.Core.Faults.InputFaultException)
        {
            return false;
        }
    }

    private static async Task FeedAsync(TracelabProcess process, ReadOnlyMemory<byte> recording)
    {
        try
        {
            for (var at = 0; at < recording.Length; at += BytesPerStep)
            {
                await process.Input.WriteAsync(recording.Slice(at, Math.Min(BytesPerStep, recording.Length - at)));
                await Task.Delay(20);
            }
        }
        catch (IOException)
        {
            // The recorder is dead.
        }
    }
}
