using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Mirror;

/// <summary>
/// The mirror: a fresh server in which every logged client has a connection of its own, with the same resource id base, so
/// that ids, ownership and redirection work as in the session. Requests are executed in the order of the log.
/// </summary>
/// <remarks>
/// Whoever turns to another client first waits until the server has done what the former one asked; within a client
/// requests need no waiting. Requests that would hold up other connections are replaced by ones that do nothing: their
/// order is in the log already.
/// </remarks>
internal sealed class MirrorSession : IDisposable
{
    private const byte GrabServer = 36;
    private const byte UngrabServer = 37;
    private const byte NoOperation = 127;
    private const byte FirstExtension = 128;
    private const byte SyncAwait = 7;
    private const byte SyncAwaitFence = 19;

    private readonly MirrorServer _server;
    private readonly Dictionary<uint, XConnection> _clients = [];

    // Major opcodes of the session, as this server numbers them; 0 for an extension that it lacks.
    private readonly byte[] _opcodes = new byte[256];
    private readonly byte _syncOpcode;
    private byte[] _copy = [];
    private XConnection _active;

    private MirrorSession(MirrorServer server, XConnection own, WireSession session)
    {
        _server = server;
        _active = Own = own;
        _syncOpcode = session.Extensions.GetValueOrDefault("SYNC").MajorOpcode;
        foreach (var (name, numbers) in session.Extensions)
        {
            _opcodes[numbers.MajorOpcode] = own.OpcodeOf(name);
        }
    }

    /// <summary>The recorder's own connection, for what it wants to know.</summary>
    public XConnection Own { get; }

    /// <summary>Starts a server like the session's.</summary>
    /// <exception cref="InputFaultException">It cannot be started, or numbers its own resources otherwise.</exception>
    public static MirrorSession Start(WireSession session)
    {
        var server = MirrorServer.Start(session.Width, session.Height, session.Setup.RootDepth);
        try
        {
            // The session's clients have their own ids: ours are those of the recorder's connection there.
            var own = OpenAt(server, session.Setup.ResourceBase, isBigEndian: false);
            RequireSameNumbers(session.Setup, own.Setup);
            return new MirrorSession(server, own, session);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>The id bases of the clients that have a connection.</summary>
    public IReadOnlyCollection<uint> Clients => _clients.Keys;

    /// <summary>The connection of a client; null if the client is unknown.</summary>
    public XConnection? ConnectionOf(uint clientBase) => _clients.GetValueOrDefault(clientBase);

    /// <summary>Gives a client that starts the connection with its id base; an old one there has died.</summary>
    public void ClientStarted(uint clientBase, bool isBigEndian)
    {
        ClientDied(clientBase);
        TurnTo(Own);
        _clients[clientBase] = OpenAt(_server, clientBase, isBigEndian);
    }

    /// <summary>Ends a client's connection, which frees what belonged to it. Unknown clients are none of ours.</summary>
    public void ClientDied(uint clientBase)
    {
        if (_clients.Remove(clientBase, out var connection))
        {
            TurnTo(Own);
            connection.Close();
        }
    }

    /// <summary>
    /// Turns to a client and adds its request to what will be sent; null if the client is unknown. The connection returned
    /// takes further questions, which see the state right after the request.
    /// </summary>
    public XConnection? Execute(uint clientBase, ReadOnlySpan<byte> request)
    {
        if (!_clients.TryGetValue(clientBase, out var connection))
        {
            return null;
        }

        TurnTo(connection);
        var major = request[0];
        if (major < FirstExtension && major is not (GrabServer or UngrabServer))
        {
            connection.Send(request);
            return connection;
        }

        if (_copy.Length < request.Length)
        {
            _copy = new byte[request.Length];
        }

        request.CopyTo(_copy);
        var isHeldUp =
            major is GrabServer or UngrabServer || (major == _syncOpcode && request[1] is SyncAwait or SyncAwaitFence);
        _copy[0] = isHeldUp || _opcodes[major] == 0 ? NoOperation : _opcodes[major];
        connection.Send(_copy.AsSpan(0, request.Length));
        return connection;
    }

    /// <summary>Makes sure that the server has done what was asked of it, and that a connection's questions come after it.</summary>
    public void TurnTo(XConnection connection)
    {
        if (_active != connection)
        {
            _active.Synchronize();
            _active = connection;
        }
    }

    public void Dispose()
    {
        foreach (var connection in _clients.Values)
        {
            connection.Dispose();
        }

        Own.Dispose();
        _server.Dispose();
    }

    // A server gives the lowest base that is free. What lies below the wanted one belongs to connections that are no part
    // of the session, and is taken for a moment.
    private static XConnection OpenAt(MirrorServer server, uint clientBase, bool isBigEndian)
    {
        var fillers = new List<XConnection>();
        try
        {
            while (true)
            {
                var connection = XConnection.Open(server, isBigEndian);
                if (connection.Setup.ResourceBase == clientBase)
                {
                    return connection;
                }

                fillers.Add(connection);
                if (connection.Setup.ResourceBase > clientBase)
                {
                    throw new InputFaultException(
                        "the mirror server cannot repeat the session's resource ids",
                        expected: $"a client with id base {clientBase:x}",
                        found: $"{connection.Setup.ResourceBase:x}"
                    );
                }
            }
        }
        finally
        {
            fillers.ForEach(filler => filler.Close());
        }
    }

    private static void RequireSameNumbers(ServerSetup session, ServerSetup mirror)
    {
        var wanted = (session.DefaultColormap, session.ResourceMask, session.RootDepth);
        var found = (mirror.DefaultColormap, mirror.ResourceMask, mirror.RootDepth);
        if (wanted != found)
        {
            throw new InputFaultException(
                "the mirror server numbers its resources otherwise than the recorded one",
                expected: $"colormap, id mask and depth {wanted}",
                found: $"{found}"
            );
        }
    }
}
