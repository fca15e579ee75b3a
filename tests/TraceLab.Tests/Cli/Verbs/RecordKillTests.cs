using System.Diagnostics;
using TraceLab.Capture.Live;
using TraceLab.Tests.Capture.X11.Proxy;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>Whoever of a recording is killed, at whatever moment: what is recorded is good, and nothing is left lying about.</summary>
public sealed class RecordKillTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int KilledCode = 128 + Kill;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CliFolder _folder = new();

    private string Temporary => _folder.PathOf("temporary");

    [Theory]
    [InlineData("recorder", Kill, 137)]
    [InlineData("recorder", Interrupt, 0)]
    [InlineData("recorder", Terminate, 0)]
    [InlineData("server", Kill, 3)]
    [InlineData("command", Kill, 0)]
    public async Task A_killed_recording_leaves_a_good_log_and_nothing_else(string victim, int signal, int exitCode)
    {
        await RecordAndKill("session.bin", ["--lower-later"], victim, signal, exitCode);

        var log = new LoggedSession(_folder.PathOf("session.bin"), mayBreakOff: exitCode == KilledCode);
        Assert.NotEmpty(log.Requests);
        Assert.True(victim == "server" || exitCode == KilledCode || log.HasEnd);
    }

    [Theory]
    [InlineData("recorder", Kill, 137)]
    [InlineData("recorder", Interrupt, 0)]
    [InlineData("recorder", Terminate, 0)]
    [InlineData("server", Kill, 3)]
    [InlineData("mirror", Kill, 1)]
    [InlineData("command", Kill, 0)]
    public async Task A_killed_recording_leaves_a_good_trace_and_nothing_else(string victim, int signal, int exitCode)
    {
        await RecordAndKill("session.tlt", [], victim, signal, exitCode);

        var trace = _folder.PathOf("session.tlt");
        if (exitCode == KilledCode)
        {
            await TracelabRun.ExpectAsync(0, "recover", trace + ".partial", "-o", trace);
        }

        var hasLoss = victim is "server" or "mirror";
        await TracelabRun.ExpectAsync(hasLoss ? 3 : 0, "doctor", "--screen", trace);
        var kinds = await TracelabRun.ExpectAsync(hasLoss ? 3 : 0, "info", trace);
        Assert.Contains("glyphs", kinds.Output);
    }

    // Until its display is up the server waits for the reader of its stream, deaf to any wish that it should end.
    [Fact]
    public async Task A_recorder_killed_while_its_server_starts_leaves_nothing()
    {
        Directory.CreateDirectory(Temporary);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["TMPDIR"] = Temporary };
        string[] arguments = ["record", "--source", "spice", "-o", _folder.PathOf("session.tlt"), "--", "sleep", "100"];
        using var recorder = TracelabProcess.Start(_folder.Folder, arguments, environment);
        WaitUntil(() => OfThisTest().Length > 0, "the server starts");

        Assert.Equal(0, NativeMethods.Kill(recorder.Id, Kill));

        _ = await recorder.FinishAsync().WaitAsync(Patience);
        WaitUntil(() => OfThisTest().Length == 0, "the server has ended");
        WaitUntil(() => !Directory.EnumerateDirectories(Temporary, "tracelab-*").Any(), "temporary files are gone");
    }

    public void Dispose() => _folder.Dispose();

    // Servers whose configuration is in our temporary folder.
    private int[] OfThisTest() =>
        [.. Processes().Where(p => Stat(p) is [_, "(Xorg)", ..] && CommandLine(p).Contains(Temporary))];

    private async Task RecordAndKill(string output, string[] options, string victim, int signal, int exitCode)
    {
        var script =
            $"echo $DISPLAY $$ >{_folder.PathOf("part")}; mv {_folder.PathOf("part")} {_folder.PathOf("started")}; "
            + "xterm -e 'while sleep 0.01; do date; done' & sleep 100 & wait";
        string[] arguments =
        [
            "record",
            .. options,
            "-o",
            _folder.PathOf(output),
            "--size",
            "640x400",
            "--",
            "sh",
            "-c",
            script,
        ];
        Directory.CreateDirectory(Temporary);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["TMPDIR"] = Temporary };
        using var recorder = TracelabProcess.Start(_folder.Folder, arguments, environment);
        var (display, command) = Started();
        WaitUntil(() => HasGrown(output), "the terminal draws");
        var servers = ServersOf(recorder.Id);
        var pid = victim switch
        {
            "recorder" => recorder.Id,
            "server" => servers.Single(IsRecorded),
            "mirror" => servers.Single(server => !IsRecorded(server)),
            _ => command,
        };
        Assert.Equal(0, NativeMethods.Kill(pid, signal));

        var run = await recorder.FinishAsync().WaitAsync(Patience);

        run.AssertExitCode(exitCode, string.Join(' ', arguments));
        WaitUntil(() => !IsAlive(command) && !servers.Any(IsAlive), "servers and command have ended");
        WaitUntil(() => GroupOf(command).Length == 0, "nobody of the command's group is left");
        WaitUntil(() => !IsHeldBy(recorder.Id, display), "socket and lock are gone");
        WaitUntil(() => !Directory.EnumerateDirectories(Temporary, "tracelab-*").Any(), "temporary files are gone");
    }

    // A log grows at once. Of a trace, what came is flushed twice a second.
    private bool HasGrown(string output)
    {
        const int Bytes = 20_000;
        var file = new FileInfo(_folder.PathOf(output));
        var partial = new FileInfo(file.FullName + ".partial");
        return (file.Exists && file.Length > Bytes) || (partial.Exists && partial.Length > Bytes);
    }

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
            return int.Parse(File.ReadAllText(DisplayFiles.LockPathOf(display))) == process;
        }
        catch (FileNotFoundException)
        {
            return File.Exists(DisplayFiles.SocketPathOf(display));
        }
    }

    private static bool IsAlive(int process) => Stat(process) is [_, _, var state, ..] && state != "Z";

    private static int[] ServersOf(int recorder) =>
        [.. Processes().Where(p => Stat(p) is [_, "(Xvfb)", _, var parent, ..] && parent == $"{recorder}")];

    // The mirror needs no secret.
    private static bool IsRecorded(int server) =>
        CommandLine(server).Contains("server.cookie", StringComparison.Ordinal);

    private static string CommandLine(int process) => File.ReadAllText($"/proc/{process}/cmdline");

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
