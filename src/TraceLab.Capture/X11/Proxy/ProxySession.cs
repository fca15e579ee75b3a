using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>What to put the proxy in front of, and where its log goes.</summary>
internal sealed record ProxySessionOptions
{
    /// <summary>Screen size in pixels of a private server.</summary>
    public int Width { get; init; } = 1024;

    public int Height { get; init; } = 768;

    /// <summary>Whether a private server shows itself in a window on the display we were started from.</summary>
    public bool IsShown { get; init; }

    /// <summary>The number of a display that is there already; null for a private server.</summary>
    public int? Through { get; init; }

    /// <summary>Where the log goes; its description is written beside it.</summary>
    public required string LogPath { get; init; }

    public bool Overwrite { get; init; }

    public ProxyOptions Proxy { get; init; } = new();
}

/// <summary>
/// A display for a session that is being recorded: a server, the proxy in front of it on a thread of its own, and the log.
/// Owns all of them.
/// </summary>
internal sealed class ProxySession : IDisposable
{
    private readonly Reaper _reaper;
    private readonly string _folder;
    private PrivateServer? _server;
    private ControlConnection? _control;
    private ProxyDisplay? _display;
    private BlockFile? _file;
    private OrderingProxy? _proxy;
    private Thread? _thread;
    private ExceptionDispatchInfo? _failure;
    private bool _isDisposed;

    private ProxySession(string folder)
    {
        _folder = folder;
        _reaper = new Reaper();
        _reaper.RemoveFile(folder);
    }

    /// <summary>What the session's programs need in their environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; private set; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The server behind the proxy.</summary>
    public ServerAddress Server { get; private set; } = new(0, []);

    /// <summary>The display that the session's programs use.</summary>
    public int Display => _display!.Number;

    public int Width => _control!.Setup.Width;

    public int Height => _control!.Setup.Height;

    public ProxyCounts Counts => _proxy!.Counts;

    /// <summary>Whether the proxy still works; not after <see cref="Finish"/>, and not when the server has ended.</summary>
    public bool IsRunning => _thread!.IsAlive;

    /// <summary>The private server's process; null if the server is not ours.</summary>
    public int? ServerProcess => _server?.Id;

    public bool ServerEnded => _proxy!.ServerEnded;

    /// <exception cref="Core.Faults.InputFaultException">There is no server, or it does not let us in.</exception>
    public static ProxySession Start(ProxySessionOptions options, CancellationToken stop)
    {
        var session = new ProxySession(Directory.CreateTempSubdirectory("tracelab-x11-").FullName);
        try
        {
            session.StartServer(options, stop);
            session.StartProxy(options);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>A process group of the session that must not outlive us.</summary>
    public void Own(int group) => _reaper.EndGroup(group);

    /// <summary>Takes the last picture and ends the log, which is complete on disk when this returns.</summary>
    /// <exception cref="IOException">The log could not be written.</exception>
    public ProxyCounts Finish()
    {
        _proxy!.Finish();
        _thread!.Join();
        _file!.Dispose();
        _failure?.Throw();
        return _file.Failure is { } failure ? throw new IOException(failure.Message, failure) : _proxy.Counts;
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _proxy?.Finish();
        _thread?.Join();
        _proxy?.Dispose();
        _display?.StopListening();
        _control?.Dispose();
        _server?.Dispose();
        _file?.Dispose();
        _reaper.GroupsEnded();
        _reaper.Dispose();
        _display?.Dispose();
    }

    private void StartServer(ProxySessionOptions options, CancellationToken stop)
    {
        if (options.Through is { } display)
        {
            Server = new ServerAddress(display, CookieFile.Find(CookieFile.UsersPath(), display));
        }
        else
        {
            _server = PrivateServer.Start(_folder, options.Width, options.Height, options.IsShown, stop);
            _reaper.EndGroup(_server.Id);
            Server = _server.Address;
        }

        _control = ControlConnection.Open(Server);
    }

    private void StartProxy(ProxySessionOptions options)
    {
        var cookie = RandomNumberGenerator.GetBytes(CookieFile.CookieBytes);
        _display = ProxyDisplay.Claim(_reaper);
        var authority = Path.Combine(_folder, "session.cookie");
        CookieFile.Write(authority, _display.Number, cookie);
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DISPLAY"] = $":{_display.Number}",
            ["XAUTHORITY"] = authority,

            // Toolkits would rather draw on the desktop that we were started from.
            ["WAYLAND_DISPLAY"] = null,
        };
        _file = new BlockFile(options.LogPath, options.Overwrite);
        WireLogFiles.WriteBeside(
            options.LogPath,
            new RecordedServer(_control!.Setup, _control.Extensions, _control.FormatsReply),
            new LogOwner(OrderingProxy.ProbeBase, IsAttached: false),
            options.Overwrite
        );
        _proxy = new OrderingProxy(Server, _control, _display.Listener, cookie, _file, options.Proxy);
        _thread = new Thread(RunProxy) { IsBackground = true, Name = "ordering proxy" };
        _thread.Start();
    }

    private void RunProxy()
    {
        try
        {
            _proxy!.Run();
        }
#pragma warning disable CA1031 // whatever it is, Finish throws it
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
