using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>
/// Pixels in guest memory: <paramref name="Data"/> holds Height × Stride bytes. <paramref name="Palette"/>: entries
/// as the guest wrote them, or null.
/// </summary>
public sealed record SpiceBitmap(
    SpiceBitmapFormat Format,
    uint Flags,
    uint Width,
    uint Height,
    uint Stride,
    uint[]? Palette,
    byte[] Data
)
{
    public bool IsTopDown => (Flags & SpiceFlags.BitmapTopDown) != 0;
}

/// <summary>A bitmap, a surface by number, or QUIC data (of which only the size is kept: it is never decoded).</summary>
public sealed record SpiceImage(SpiceImageType Type, uint Flags, SpiceBitmap? Bitmap, uint SurfaceId, long QuicBytes);

public enum SpiceBrushType : uint
{
    None = 0,
    Solid = 1,
    Pattern = 2,
}

/// <summary>
/// <paramref name="Color"/>: a raw pixel of the target surface's format. <paramref name="Origin"/>: where the
/// pattern's first pixel lies on the target surface.
/// </summary>
public sealed record SpiceBrush(SpiceBrushType Type, uint Color, SpiceImage? Pattern, Point Origin)
{
    public static readonly SpiceBrush None = new(SpiceBrushType.None, 0, null, default);
}

/// <summary>
/// <paramref name="Origin"/>: the mask pixel that lies on the top left corner of the drawable's box. <paramref
/// name="Image"/>: null for no mask.
/// </summary>
public sealed record SpiceMask(uint Flags, Point Origin, SpiceImage? Image);
