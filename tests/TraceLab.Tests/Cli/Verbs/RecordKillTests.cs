using System.Diagnostics;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Proxy;
using TraceLab.Tests.Capture.X11.Proxy;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>Whoever of a recording is killed, at whatever moment: the log is good, and nothing is left lying about.</summary>
public sealed class RecordKillTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CliFolder _folder = new();

    private string LogPath => _folder.PathOf("session.bin");

    [Theory]
    [InlineData("recorder", Kill, 137)]
    [InlineData("recorder", Interrupt, 0)]
    [InlineData("recorder", Terminate, 0)]
    [InlineData("server", Kill, 3)]
    [InlineData("command", Kill, 0)]
    public async Task A_killed_recording_leaves_a_good_log_and_nothing_else(string victim, int signal, int exitCode)
    {
        var script =
            $"echo $DISPLAY $$ >{_folder.PathOf("part")}; mv {_folder.PathOf("part")} {_folder.PathOf("started")}; "
            + "xterm -e 'while sleep 0.01; do date; done' & sleep 100 & wait";
        string[] arguments = ["record", "--lower-later", "-o", LogPath, "--size", "640x400", "--", "sh", "-c", script];
        using var recorder = TracelabProcess.Start(_folder.Folder, arguments);
        var (display, command) = Started();
        WaitUntil(() => new FileInfo(LogPath).Length > 50_000, "the terminal draws");
        var server = ChildOf(recorder.Id, "Xvfb");
        var pid = victim switch
        {
            "recorder" => recorder.Id,
            "server" => server,
            _ => command,
        };
        Assert.Equal(0, NativeMethods.Kill(pid, signal));

        var run = await recorder.FinishAsync().WaitAsync(Patience);

        Assert.Equal(exitCode, run.ExitCode);
        var log = new LoggedSession(LogPath, mayBreakOff: victim == "recorder" && signal == Kill);
        Assert.NotEmpty(log.Requests);
        var couldEnd = victim == "command" || (victim == "recorder" && signal != Kill);
        Assert.True(!couldEnd || log.HasEnd);
        WaitUntil(() => !IsAlive(server) && !IsAlive(command), "server and command have ended");
        WaitUntil(() => GroupOf(command).Length == 0, "nobody of the command's group is left");
        WaitUntil(() => !IsHeldBy(recorder.Id, display), "socket and lock are gone");
    }

    public void Dispose() => _folder.Dispose();

    private (int Display, int Command) Started()
    {
        var file = _folder.PathOf("started");
        WaitUntil(() => File.Exists(file), "the session starts");
        var parts = File.ReadAllText(file).Split(' ');
        return (int.Parse(parts[0].TrimStart(':')), int.Parse(parts[1]));
    }

    private static void WaitUntil(Func<bool> isSo, string what) =>
        Assert.True(SpinWait.SpinUntil(isSo, Patience), $"waited for: {what}");

    // Another session may have taken the number meanwhile, and then has a lock of its own.
    private static bool IsHeldBy(int process, int display)
    {
        try
        {
            return int.Parse(File.ReadAllText(ServerAddress.LockPathOf(display))) == process;
        }
        catch (FileNotFoundException)
        {
            return File.Exists(ServerAddress.SocketPathOf(display));
        }
    }

    private static bool IsAlive(int process) => Stat(process) is [_, _, var state, ..] && state != "Z";

    private static int ChildOf(int parent, string program) =>
        Processes()
            .Single(p => Stat(p) is [_, var name, _, var own, ..] && own == $"{parent}" && name == $"({program})");

    private static int[] GroupOf(int leader) =>
        [.. Processes().Where(p => Stat(p) is [_, _, var state, _, var own, ..] && state != "Z" && own == $"{leader}")];

    private static int[] Processes() =>
        [
            .. Process
                .GetProcesses()
                .Select(p =>
                {
                    using (p)
                    {
                        return p.Id;
                    }
                }),
        ];

    // Number, name, state, parent, group, …
    private static string[] Stat(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
