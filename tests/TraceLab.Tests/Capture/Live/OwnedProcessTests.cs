using System.Diagnostics;
using TraceLab.Capture.Live;

namespace TraceLab.Tests.Capture.Live;

/// <summary>Processes that must not outlive us.</summary>
public sealed class OwnedProcessTests
{
    [Fact]
    public void A_process_outlives_the_thread_that_asked_for_it()
    {
        OwnedProcess? process = null;
        var thread = new Thread(() =>
        {
            process = Start("echo up; exec sleep 60");
            process.Output.ReadLine();
        });
        thread.Start();
        thread.Join();

        Assert.False(process!.WaitForExit(TimeSpan.FromSeconds(1)));
        process.Dispose();
    }

    [Fact]
    public void Who_asks_for_a_program_that_cannot_be_started_hears_why()
    {
        var start = new ProcessStartInfo("/nowhere/program") { UseShellExecute = false };

        var failure = Assert.Throws<System.ComponentModel.Win32Exception>(() => ProcessStarter.Start(start));
        Assert.Contains("/nowhere/program", failure.Message);
    }

    [Fact]
    public void A_whole_group_goes_even_when_its_leader_is_gone_and_it_does_not_listen()
    {
        using var process = Start("(trap '' TERM; echo up; sleep 60; sleep 60) & sleep 0.3");
        process.Output.ReadLine();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.True(IsRunning(process.Id));
        var group = process.Id;
        process.Dispose();
        var clock = Stopwatch.StartNew();
        while (IsRunning(group) && clock.Elapsed < TimeSpan.FromSeconds(5))
        {
            Thread.Sleep(20);
        }

        Assert.False(IsRunning(group));
    }

    [Fact]
    public void Variables_are_set_and_taken_away()
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal) { ["NEW"] = "1", ["PATH_GONE"] = null };
        using var process = OwnedProcess.Start(
            "sh",
            ["-c", "echo $NEW${PATH_GONE-gone}; exit 3"],
            changes,
            isQuiet: true
        );

        Assert.Equal("1gone", process.Output.ReadLine());
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Equal(3, process.ExitCode);
    }

    [Fact]
    public void The_last_lines_of_a_process_that_has_exited_are_its_last_lines()
    {
        using var process = Start("seq 1 100 >&2");
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        var lines = process.LastLines();

        Assert.Equal(40, lines.Length);
        Assert.Equal("100", lines[^1]);
    }

    // Whether anybody is left in a process group.
    private static bool IsRunning(int group) =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0]))
            .Select(d => Path.Combine(d, "stat"))
            .Any(stat => Fields(stat) is [_, _, _, _, var own, ..] fields && fields[2] != "Z" && own == $"{group}");

    private static string[] Fields(string stat)
    {
        try
        {
            return File.ReadAllText(stat).Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static OwnedProcess Start(string script) =>
        OwnedProcess.Start(
            "sh",
            ["-c", script],
            new Dictionary<string, string?>(StringComparer.Ordinal),
            isQuiet: true
        );
}
