using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Proxy;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// A session that runs already, recorded into a wire log by the RECORD extension: two contexts in two connections, which
/// two threads drain, merged into one; and a probe whose looks at the screen and at what is there stand at exact places.
/// After a loss the log starts anew with such a look. One thread calls.
/// </summary>
internal sealed class AttachedSession : IDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Handed on in one go, so that whoever calls has a say however much comes.
    private const int MostRecords = 1024;

    private readonly AutoResetEvent _news = new(initialState: false);
    private readonly List<XConnection> _connections = [];
    private readonly List<RecordContext> _contexts = [];
    private readonly List<RecordDrain> _drains = [];
    private readonly HashSet<uint> _ownClients = [];
    private ScreenProbe? _probe;
    private BlockFile? _file;
    private RecordMerge? _merge;
    private AttachedLog? _log;

    private AttachedSession() { }

    /// <exception cref="InputFaultException">The server is not there, refuses, or lacks RECORD.</exception>
    public static AttachedSession Start(AttachOptions options)
    {
        var session = new AttachedSession();
        try
        {
            session.Connect(options);
            session.Begin(options);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public AttachCounts Counts => _log!.Counts with { LogBytes = _file!.Length };

    /// <summary>Whether the log has begun, with a first look.</summary>
    public bool HasBegun => _log!.HasBegun;

    /// <summary>Whether the server has ended, or does not speak to us any more.</summary>
    public bool ServerEnded => _probe!.IsOver || _merge!.IsOver;

    /// <summary>Writes what has come, or much of it, after waiting a moment for it.</summary>
    /// <exception cref="IOException">The log cannot be written.</exception>
    public void Follow()
    {
        _news.WaitOne(Heartbeat);
        var count = 0;
        for (; count < MostRecords && _merge!.TryTake(out var record); count++)
        {
            if (!_ownClients.Contains(record.ClientBase))
            {
                _log!.Accept(record);
            }
            else if (record.ClientBase == _probe!.ClientBase && record.Category == WireCategory.FromClient)
            {
                _log!.AcceptOwn(record);
            }

            if (_merge.IsUncertain)
            {
                _merge.IsUncertain = false;
                _log!.WantSnapshot();
            }
        }

        if (count == MostRecords)
        {
            _news.Set();
        }

        _log!.Flush();
        if (_file!.Failure is { } failure)
        {
            throw new IOException($"the wire log cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Takes a last look and ends the log, which is complete on disk when this returns. Whether there was that look.</summary>
    /// <exception cref="IOException">The log cannot be written.</exception>
    public bool Finish()
    {
        _probe!.Finish();
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!_log!.HasLastLook && !_merge!.IsOver && waited.Elapsed < Patience)
        {
            Follow();
        }

        var isWhole = _log.HasLastLook;
        _log.End();
        _file!.Dispose();
        return isWhole;
    }

    public void Dispose()
    {
        try
        {
            _contexts.ForEach(context => context.Disable());
        }
        catch (InputFaultException)
        {
            // The server is gone, and the contexts with it.
        }

        _drains.ForEach(drain => drain.Dispose());
        _probe?.Dispose();
        _connections.ForEach(connection => connection.Dispose());
        _file?.Dispose();
        _news.Dispose();
    }

    // The recorder's own words first, then two connections for data, then one to look around.
    private void Connect(AttachOptions options)
    {
        var cookie = CookieFile.Find(CookieFile.UsersPath(), options.Display);
        var server = new AttachedServer(new ServerAddress(options.Display, cookie));
        Connect(server);
        using (var reaper = options.RaisesSocketBuffers ? new Reaper() : null)
        using (reaper is null ? null : new SocketBufferGuard(reaper))
        {
            Connect(server);
            Connect(server);
        }

        Connect(server);
        _ownClients.UnionWith(_connections.Select(connection => connection.Setup.ResourceBase));
    }

    private void Connect(AttachedServer server) => _connections.Add(XConnection.Open(server, isBigEndian: false));

    private void Begin(AttachOptions options)
    {
        var control = _connections[0];
        var streams = _connections[1..3].ConvertAll(data => Enable(new RecordContext(control), data, options));
        _merge = new RecordMerge(streams[0], streams[1]);
        _probe = new ScreenProbe(_connections[3], _ownClients, options.CheckpointInterval);
        _file = new BlockFile(options.LogPath, options.Overwrite);
        var extensions = ExtensionsOf(control);
        WireLogFiles.WriteBeside(
            options.LogPath,
            new RecordedServer(control.Setup, extensions, control.AskFormats().Bytes.ToArray()),
            new LogOwner(_probe.ClientBase, IsAttached: true),
            options.Overwrite
        );
        _log = new AttachedLog(new WireLogWriter(_file), _probe, control.Setup, extensions);
        _probe.Start();
    }

    private RecordStream Enable(RecordContext context, XConnection data, AttachOptions options)
    {
        context.Enable(data);
        _contexts.Add(context);
        var (socket, received) = data.Release();
        var drain = new RecordDrain(socket, received, options, _news);
        _drains.Add(drain);
        return new RecordStream(drain.Ring, () => drain.IsOver);
    }

    private static Dictionary<string, ExtensionNumbers> ExtensionsOf(XConnection connection)
    {
        var extensions = new Dictionary<string, ExtensionNumbers>(StringComparer.Ordinal);
        foreach (var name in ExtensionFilter.Names)
        {
            if (connection.NumbersOf(name) is { } numbers)
            {
                extensions[name] = numbers;
            }
        }

        return extensions;
    }
}
