using TraceLab.Capture.X11.Connections;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Attach;

/// <summary>Asks a server for its windows, level by level.</summary>
internal sealed class WindowReader(XConnection connection)
{
    private const byte GetWindowAttributes = 3;
    private const byte GetGeometry = 14;
    private const byte QueryTree = 15;
    private const byte QueryExtents = 5;
    private const byte GetRectangles = 8;
    private const byte Bounding = 0;
    private const byte Clip = 1;
    private const int ListAt = 32;
    private const uint SubstructureRedirect = 1 << 20;

    private readonly byte _shapeOpcode = connection.OpcodeOf("SHAPE");

    /// <param name="clients">Windows of others are left out, with all that is in them.</param>
    /// <returns>As <see cref="ServerSnapshot.Windows"/>, and whether requests about the root's children are redirected.</returns>
    public (IReadOnlyList<WindowState> Windows, bool RootIsRedirected) Read(HashSet<uint> clients)
    {
        var root = connection.Setup.Root;
        var attributes = connection.Answer(connection.Ask(Request(GetWindowAttributes, root)));
        var rootIsRedirected = (attributes.U32(32) & SubstructureRedirect) != 0;
        var windows = new List<WindowState>();
        var level = new List<uint> { root };
        while (level.Count > 0)
        {
            var children = ChildrenOf(level, clients);
            windows.AddRange(children.Select(Read).OfType<WindowState>());
            level = [.. children.Select(child => child.Id)];
        }

        return (windows, rootIsRedirected);
    }

    private ReadOnlySpan<byte> Request(byte opcode, uint window) =>
        connection.Compose.Begin(opcode).U32(window).Request;

    private List<(uint Id, uint Parent)> ChildrenOf(List<uint> parents, HashSet<uint> clients)
    {
        var questions = parents.ConvertAll(parent => connection.Ask(Request(QueryTree, parent)));
        var children = new List<(uint, uint)>();
        foreach (var (parent, question) in parents.Zip(questions))
        {
            var reply = connection.Answer(question);
            for (var i = 0; i < reply.U16(16); i++)
            {
                var child = reply.U32(ListAt + (4 * i));
                if (clients.Contains(child & ~connection.Setup.ResourceMask))
                {
                    children.Add((child, parent));
                }
            }
        }

        return children;
    }

    private WindowState? Read((uint Id, uint Parent) window)
    {
        var asked = connection.Ask(Request(GetWindowAttributes, window.Id));
        var geometryAsked = connection.Ask(Request(GetGeometry, window.Id));
        var attributes = connection.Answer(asked);
        if (attributes.U8(0) != 1)
        {
            return null;
        }

        var state = new WindowState(window.Id, window.Parent)
        {
            Depth = 0,
            Place = Rect.Empty,
            BorderWidth = 0,
            Visual = attributes.U32(8),
            Class = attributes.U16(12),
            BitGravity = attributes.U8(14),
            WindowGravity = attributes.U8(15),
            IsMapped = attributes.U8(26) != 0,
            OverridesRedirect = attributes.U8(27) != 0,
            Colormap = attributes.U32(28),
            RedirectsChildren = (attributes.U32(32) & SubstructureRedirect) != 0,
        };
        var geometry = connection.Answer(geometryAsked);
        state = state with
        {
            Depth = geometry.U8(1),
            Place = Rect.FromSize(geometry.I16(12), geometry.I16(14), geometry.U16(16), geometry.U16(18)),
            BorderWidth = geometry.U16(20),
        };
        return _shapeOpcode == 0 ? state : WithShape(state);
    }

    private WindowState WithShape(WindowState window)
    {
        var reply = connection.Answer(
            connection.Ask(connection.Compose.Begin(_shapeOpcode, QueryExtents).U32(window.Id).Request)
        );
        var (isBounded, isClipped) = (reply.U8(8) != 0, reply.U8(9) != 0);
        return window with
        {
            BoundingShape = isBounded ? ShapeOf(window.Id, Bounding) : null,
            ClipShape = isClipped ? ShapeOf(window.Id, Clip) : null,
        };
    }

    private byte[] ShapeOf(uint window, byte kind) =>
        connection
            .Answer(connection.Ask(connection.Compose.Begin(_shapeOpcode, GetRectangles).U32(window).U32(kind).Request))
            .Bytes[ListAt..]
            .ToArray();
}
