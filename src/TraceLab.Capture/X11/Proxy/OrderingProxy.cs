using System.Diagnostics;
using System.Net.Sockets;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// Stands between the clients of a session and their X server, and writes down all that passes, requests in the order in
/// which the server executes them. One client has its turn at a time; before the next one's requests go out, the server has
/// answered a request of our own in the connection that is left, so that nothing is pending there. Works on the thread that
/// runs it; only <see cref="Finish"/> may be called from others.
/// </summary>
internal sealed partial class OrderingProxy : IDisposable
{
    /// <summary>Stands for the recorder's own pictures in the log; no client can have it.</summary>
    public const uint ProbeBase = 0xF0000002;

    // A client that reads so little is closed, as a server would.
    private const int MostUnreadBytes = 256 << 20;
    private const int MostUnsentBytes = 1 << 21;
    private const int PollMilliseconds = 50;
    private static readonly long FlushTicks = Stopwatch.Frequency / 20;

    private readonly ServerAddress _server;
    private readonly Socket _listener;
    private readonly byte[] _cookie;
    private readonly ControlConnection _control;
    private readonly WireLogWriter _log;
    private readonly BlockFile _file;
    private readonly ProxyOptions _options;
    private readonly RequestPassage _requests;
    private readonly MessagePassage _messages;
    private readonly Random _moments;
    private readonly List<ProxyClient> _clients = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private NativeMethods.PollDescriptor[] _polled = new NativeMethods.PollDescriptor[16];
    private long _flushed;
    private uint _now;

    /// <param name="server">Where the clients are to end up.</param>
    /// <param name="control">Our own connection to the same server; stays the caller's.</param>
    /// <param name="listener">Where clients come; listens already, and stays the caller's.</param>
    /// <param name="cookie">What clients must offer, unless they run as our own user.</param>
    /// <param name="file">Where the log goes; stays the caller's.</param>
    /// <param name="options">How often to take pictures.</param>
    public OrderingProxy(
        ServerAddress server,
        ControlConnection control,
        Socket listener,
        byte[] cookie,
        BlockFile file,
        ProxyOptions options
    )
    {
        (_server, _control, _listener, _cookie, _file, _options) = (server, control, listener, cookie, file, options);
        _log = new WireLogWriter(file);
        _requests = new RequestPassage(_log, control.Extensions);
        _messages = new MessagePassage(_log);
        _moments = new Random(options.CheckpointSeed);
        _untilCheckpoint = NextCheckpoint();
        _listener.Blocking = false;
    }

    /// <summary>What has passed so far. Only exact when <see cref="Run"/> has returned.</summary>
    public ProxyCounts Counts { get; private set; } = new();

    /// <summary>Whether the server ended before it was told to.</summary>
    public bool ServerEnded { get; private set; }

    /// <summary>Asks for the end: what clients have sent by now still passes, then a last picture is taken.</summary>
    public void Finish() => Volatile.Write(ref _isFinishing, true);

    /// <summary>Passes everything on until <see cref="Finish"/> is called or the server ends.</summary>
    /// <exception cref="IOException">The log cannot be written.</exception>
    public void Run()
    {
        _log.StartOfData(0);
        while (!ServerEnded && !IsFinished())
        {
            var ready = Wait();
            _now = (uint)Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
            if (ready > 0)
            {
                Move();
            }

            _isQuiet = ready == 0;
            TakeTurns();
            Deliver();
            FlushWhenDue(ready == 0);
        }

        _log.EndOfData(_now);
        _log.Flush();
        Count();
    }

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        _clients.Clear();
    }

    // The listener, our own connection, then two for each client.
    private int Wait()
    {
        var count = 2 + (2 * _clients.Count);
        if (_polled.Length < count)
        {
            Array.Resize(ref _polled, 2 * count);
        }

        _polled[0] = Polled(_listener, NativeMethods.PollInput);
        _polled[1] = Polled(_control.Socket, NativeMethods.PollInput);
        for (var i = 0; i < _clients.Count; i++)
        {
            var client = _clients[i];
            _polled[2 + (2 * i)] = Polled(client.Client, ClientInterest(client));
            _polled[3 + (2 * i)] = client.Server is null
                ? Polled(null, 0)
                : Polled(client.Server, ServerInterest(client));
        }

        return NativeMethods.Poll(ref _polled[0], (nuint)count, PollMilliseconds);
    }

    private static NativeMethods.PollDescriptor Polled(Socket? socket, int wanted) =>
        new() { Descriptor = socket is null || wanted == 0 ? -1 : (int)socket.Handle, Wanted = (short)wanted };

    private static int ClientInterest(ProxyClient client)
    {
        // One that has to wait for its turn, or for the server, is not read any further: the system makes it wait.
        var mayRead = client.Stage switch
        {
            ClientStage.Greeting => true,
            ClientStage.Running => !client.HasEnded
                && !client.HasWholeRequest
                && client.Requests.Outgoing < MostUnsentBytes,
            _ => false,
        };
        return (mayRead ? NativeMethods.PollInput : 0)
            | (client.Messages.Outgoing > 0 && !client.IsDeaf ? NativeMethods.PollOutput : 0);
    }

    private static int ServerInterest(ProxyClient client) =>
        NativeMethods.PollInput | (client.Requests.Outgoing > 0 ? NativeMethods.PollOutput : 0);

    private void Move()
    {
        // Those that come while we look are polled next time.
        var known = _clients.Count;
        if (_polled[1].Found != 0)
        {
            ServerEnded |= !_control.Receive();
        }

        for (var i = 0; i < known; i++)
        {
            if (_polled[3 + (2 * i)].Found != 0)
            {
                ReadServer(_clients[i]);
            }

            if ((_polled[2 + (2 * i)].Found & ~NativeMethods.PollOutput) != 0)
            {
                ReadClient(_clients[i]);
            }
        }

        if (_polled[0].Found != 0)
        {
            Accept();
        }
    }

    private void FlushWhenDue(bool isIdle)
    {
        var now = Stopwatch.GetTimestamp();
        if (isIdle || now - _flushed > FlushTicks)
        {
            _flushed = now;
            _log.Flush();
            Count();
            foreach (var client in isIdle ? _clients : [])
            {
                client.Requests.Trim();
                client.Messages.Trim();
            }
        }

        if (_file.Failure is { } failure)
        {
            throw new IOException($"the wire log cannot be written: {failure.Message}", failure);
        }
    }
}
