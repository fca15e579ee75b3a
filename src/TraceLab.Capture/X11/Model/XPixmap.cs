using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Model;

/// <summary>
/// An off-screen drawable. One of 24 or 32 bits is a surface of the trace; any other is a mask, whose pixels only the
/// recorder keeps. It lives as long as anything refers to it: its own id, a background, a picture, a tile.
/// </summary>
internal sealed class XPixmap(uint id, int width, int height, byte depth)
{
    public uint Id { get; } = id;

    /// <summary>Whether its id names it no longer, though something still refers to it.</summary>
    public bool IsNameless { get; set; }

    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte Depth { get; } = depth;

    /// <summary>The surface's number in the trace, once something was drawn; 0 before, and for masks.</summary>
    public int SurfaceId { get; set; }

    /// <summary>A mask's pixels, one byte each, as last read from the mirror; of depth 1 they are 0 or 255.</summary>
    public byte[] Coverage { get; } =
        depth is 1 or 8 && Surface.IsValidSize(width, height) ? new byte[width * height] : [];

    public int References { get; set; } = 1;

    public bool HasColor => Depth is 24 or 32;
}
