using System.Net;
using System.Net.Sockets;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.Live;

/// <summary>
/// A private X server with the SPICE driver: own configuration, any free display, a loopback port nobody needs. Its record
/// stream comes through a named pipe. A recorder that is killed while the server starts leaves it waiting for that pipe's
/// reader, deaf to all but force; a <see cref="Reaper"/> sees to that.
/// </summary>
internal sealed class XspiceServer : IDisposable
{
    private const string Remedy = "the server is installed with: apt-get install xserver-xspice";

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly Reaper _reaper;
    private readonly OwnedProcess _process;
    private int? _display;

    private XspiceServer(string folder, Reaper reaper, OwnedProcess process, PolledInput stream)
    {
        _folder = folder;
        _reaper = reaper;
        _process = process;
        Stream = stream;
    }

    /// <summary>What the server records; ends when the server does.</summary>
    public Stream Stream { get; }

    /// <summary>
    /// Starts the server without waiting for its display. The calling thread must live as long as the server
    /// (<see cref="OwnedProcess"/>), and the stream must be read: it holds the server up when it is full.
    /// </summary>
    public static XspiceServer Start(RecordingOptions options)
    {
        RequireSize(options);
        var xorg = RequirePrograms();
        var folder = Directory.CreateTempSubdirectory("tracelab-").FullName;
        var reaper = new Reaper();
        OwnedProcess? process = null;
        PolledInput? stream = null;
        try
        {
            reaper.RemoveFile(folder);
            var configuration = Path.Combine(folder, "xorg.conf");
            File.WriteAllText(configuration, XspiceConfiguration.Text(options, FreePort()));
            var pipe = Path.Combine(folder, "record");
            var started = new TaskCompletionSource<OwnedProcess>();
            stream = PolledInput.NamedPipe(pipe, () => started.Task is { IsCompleted: true, Result.HasExited: true });
            process = OwnedProcess.Start(
                "sh",
                Arguments(xorg, configuration, Path.Combine(folder, "xorg.log"), options.Display),
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["SPICE_WORKER_RECORD_FILENAME"] = pipe },
                isQuiet: true
            );
            reaper.EndGroup(process.Id);
            started.SetResult(process);
            return new XspiceServer(folder, reaper, process, stream);
        }
        catch
        {
            process?.Dispose();
            stream?.Dispose();
            reaper.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the display accepts connections; its number.</summary>
    /// <exception cref="InputFaultException">It never did.</exception>
    /// <exception cref="OperationCanceledException">Somebody did not want to wait.</exception>
    public int WaitForDisplay(CancellationToken stop)
    {
        var display = DisplayNumber.WaitFor(_process, "Xspice", Remedy, stop);
        _display = display;
        Directory.Delete(_folder, recursive: true);
        return display;
    }

    /// <summary>A process group of the session that must not outlive us.</summary>
    public void Own(int group) => _reaper.EndGroup(group);

    /// <summary>Asks the server to end, which makes it write the rest of its stream. Waits for it, but not for ever.</summary>
    public void Stop()
    {
        _process.Terminate();
        _process.WaitForExit(StopLimit);
    }

    public void Dispose()
    {
        var ended = _process.HasExited;
        _process.Dispose();
        Stream.Dispose();
        _reaper.GroupsEnded();
        _reaper.Dispose();

        if (!ended && _display is { } display)
        {
            DisplayFiles.RemoveLeftovers(display);
        }
    }

    // The server tells its display number on descriptor 3, our pipe; whatever the driver prints goes to the errors.
    private static List<string> Arguments(string xorg, string configuration, string log, int? display)
    {
        List<string> arguments =
        [
            "-c",
            "exec \"$@\" 3>&1 1>&2",
            "sh",
            xorg,
            "-displayfd",
            "3",
            "-config",
            configuration,
            "-logfile",
            log,
            "-noreset",
            "-nolisten",
            "tcp",
        ];
        if (display is { } number)
        {
            arguments.Add($":{number}");
        }

        return arguments;
    }

    private static void RequireSize(RecordingOptions options)
    {
        var fits =
            options.Width is >= XspiceConfiguration.MinWidth and <= XspiceConfiguration.MaxSide
            && options.Height is >= XspiceConfiguration.MinHeight and <= XspiceConfiguration.MaxSide;
        if (!fits)
        {
            throw new InputFaultException(
                "screen size out of range",
                expected: $"{XspiceConfiguration.MinWidth}x{XspiceConfiguration.MinHeight} to "
                    + $"{XspiceConfiguration.MaxSide}x{XspiceConfiguration.MaxSide}",
                found: $"{options.Width}x{options.Height}"
            );
        }
    }

    // Debian's Xorg on PATH is a script that may insist on a console; the server itself is beside its modules.
    private static string RequirePrograms()
    {
        const string ServerOfDebian = "/usr/lib/xorg/Xorg";
        if (Programs.Find("Xspice") is null)
        {
            throw new InputFaultException("Xspice is not installed", remedy: Remedy);
        }

        return File.Exists(ServerOfDebian)
            ? ServerOfDebian
            : Programs.Find("Xorg") ?? throw new InputFaultException("Xorg is not installed", remedy: Remedy);
    }

    // Nobody connects to it, but the server does not start without one.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
