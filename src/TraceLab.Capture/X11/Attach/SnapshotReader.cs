using System.Text;
using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// Asks a server what is there. The answers belong together only while the server listens to nobody else (GrabServer).
/// </summary>
internal sealed class SnapshotReader
{
    private const byte InternAtom = 16;
    private const byte GetProperty = 20;
    private const byte ResourceVersion = 0;
    private const byte QueryClients = 1;
    private const byte QueryResourceBytes = 5;
    private const byte GetGeometry = 14;
    private const int ListAt = 32;

    private readonly XConnection _connection;
    private readonly IReadOnlySet<uint> _ownClients;
    private readonly byte _resourceOpcode;
    private readonly uint _pixmapType;
    private readonly uint _managerCheck;
    private readonly WindowReader _windows;

    /// <param name="connection">Where to ask; stays the caller's.</param>
    /// <param name="ownClients">The id bases of connections that are no part of the session.</param>
    public SnapshotReader(XConnection connection, IReadOnlySet<uint> ownClients)
    {
        (_connection, _ownClients) = (connection, ownClients);
        _resourceOpcode = connection.OpcodeOf("X-Resource");
        _pixmapType = Atom("PIXMAP");
        _managerCheck = Atom("_NET_SUPPORTING_WM_CHECK");
        _windows = new WindowReader(connection);
        if (_resourceOpcode != 0)
        {
            connection.Answer(connection.Ask(Compose(ResourceVersion).U16(1 | (2 << 8)).U16(0).Request));
        }
    }

    public ServerSnapshot Read()
    {
        var clients = ReadClients();
        var (windows, rootIsRedirected) = _windows.Read(clients.ToHashSet());
        return new ServerSnapshot(
            clients,
            windows,
            rootIsRedirected,
            rootIsRedirected ? ManagerOf(windows) : 0,
            ReadPixmaps(clients.ToHashSet())
        );
    }

    private RequestWriter Compose(byte minor) => _connection.Compose.Begin(_resourceOpcode, minor);

    private uint Atom(string name)
    {
        var bytes = Encoding.ASCII.GetBytes(name);
        var request = _connection.Compose.Begin(InternAtom).U16(bytes.Length).U16(0).Padded(bytes).Request;
        return _connection.Answer(_connection.Ask(request)).U32(8);
    }

    private uint ClientOf(uint id) => id & ~_connection.Setup.ResourceMask;

    private List<uint> ReadClients()
    {
        var clients = new List<uint>();
        var reply = _connection.Answer(_connection.Ask(Compose(QueryClients).Request));
        for (var i = 0; i < reply.U32(8); i++)
        {
            // The server counts as a client too, with the base 0.
            var client = reply.U32(ListAt + (8 * i));
            if (client != 0 && !_ownClients.Contains(client))
            {
                clients.Add(client);
            }
        }

        return clients;
    }

    // What window managers say of themselves (EWMH); else whoever has put other clients' windows into windows of its own.
    private uint ManagerOf(IReadOnlyList<WindowState> windows)
    {
        const uint WindowType = 33;
        var root = _connection.Setup.Root;
        var request = _connection.Compose.Begin(GetProperty).U32(root).U32(_managerCheck).U32(WindowType).U32(0).U32(1);
        var reply = _connection.Answer(_connection.Ask(request.Request));
        if (reply.U8(0) == 1 && reply.U32(16) == 1)
        {
            return ClientOf(reply.U32(ListAt));
        }

        var framed = windows.FirstOrDefault(one => one.Parent != root && ClientOf(one.Parent) != ClientOf(one.Id));
        return framed is null ? 0 : ClientOf(framed.Parent);
    }

    private List<PixmapState> ReadPixmaps(HashSet<uint> clients)
    {
        var ids = PixmapIds(clients);
        var questions = ids.Select(id => _connection.Ask(_connection.Compose.Begin(GetGeometry).U32(id).Request))
            .ToArray();
        var pixmaps = new List<PixmapState>();
        foreach (var (id, question) in ids.Zip(questions))
        {
            var geometry = _connection.Answer(question);
            if (geometry.U8(0) == 1)
            {
                pixmaps.Add(new PixmapState(id, geometry.U8(1), geometry.U16(16), geometry.U16(18), []));
            }
        }

        return [.. pixmaps.Select(WithPixels)];
    }

    private PixmapState WithPixels(PixmapState pixmap)
    {
        var whole = new Rect(0, 0, pixmap.Width, pixmap.Height);
        var reply = _connection.Answer(_connection.AskPixels(pixmap.Id, whole));
        return pixmap with { Image = reply.U8(0) == 1 ? reply.Bytes[ListAt..].ToArray() : [] };
    }

    // Elements: id, type, bytes, references, uses, and a number of cross references of 20 bytes each, which follow.
    private List<uint> PixmapIds(HashSet<uint> clients)
    {
        const int ElementBytes = 24;
        const int CrossReferenceBytes = 20;
        var ids = new List<uint>();
        var request = Compose(QueryResourceBytes).U32(0).U32(1).U32(0).U32(_pixmapType);
        var reply = _connection.Answer(_connection.Ask(request.Request));
        var at = ListAt;
        for (var i = 0; reply.U8(0) == 1 && i < reply.U32(8) && at < reply.Length; i++)
        {
            if (reply.U32(at + 4) == _pixmapType && clients.Contains(ClientOf(reply.U32(at))))
            {
                ids.Add(reply.U32(at));
            }

            at += ElementBytes + ((int)reply.U32(at + 20) * CrossReferenceBytes);
        }

        return [.. ids.Distinct()];
    }
}
