using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Attach;

/// <summary>What was there in a server at one moment, as far as it tells a client.</summary>
/// <param name="Clients">The id bases of the clients, without the recorder's own.</param>
/// <param name="Windows">Parents before their children, siblings from the bottom to the top, without the root.</param>
/// <param name="RootIsRedirected">Whether somebody, a window manager, receives requests about the root's children.</param>
/// <param name="Manager">The client that seems to be the window manager; 0 for none.</param>
/// <param name="Pixmaps">With their pixels.</param>
internal sealed record ServerSnapshot(
    IReadOnlyList<uint> Clients,
    IReadOnlyList<WindowState> Windows,
    bool RootIsRedirected,
    uint Manager,
    IReadOnlyList<PixmapState> Pixmaps
);

/// <summary>A window; its background, border and cursor nobody tells.</summary>
internal sealed record WindowState(uint Id, uint Parent)
{
    public required byte Depth { get; init; }

    /// <summary>Of the border's corner in the parent, and the size without the border.</summary>
    public required Rect Place { get; init; }

    public required ushort BorderWidth { get; init; }

    public required ushort Class { get; init; }

    public required uint Visual { get; init; }

    public required uint Colormap { get; init; }

    public required byte BitGravity { get; init; }

    public required byte WindowGravity { get; init; }

    public required bool OverridesRedirect { get; init; }

    public required bool IsMapped { get; init; }

    /// <summary>Whether somebody receives requests about its children.</summary>
    public required bool RedirectsChildren { get; init; }

    /// <summary>Rectangles of its outline and of what may be drawn in it; null where it has none of its own.</summary>
    public byte[]? BoundingShape { get; init; }

    public byte[]? ClipShape { get; init; }
}

/// <summary>An off-screen drawable, with the data of a ZPixmap image of all of it.</summary>
internal sealed record PixmapState(uint Id, byte Depth, int Width, int Height, byte[] Image);
