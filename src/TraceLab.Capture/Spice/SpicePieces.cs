using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>Pixels in guest memory, Height × Stride bytes, with the palette entries as the guest wrote them.</summary>
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
/// One colour, a raw pixel of the target surface's format, or a pattern whose first pixel lies on
/// <paramref name="Origin"/> of that surface.
/// </summary>
public sealed record SpiceBrush(SpiceBrushType Type, uint Color, SpiceImage? Pattern, Point Origin)
{
    public static readonly SpiceBrush None = new(SpiceBrushType.None, 0, null, default);
}

/// <summary>
/// A one-bit image that says which pixels are drawn; its pixel <paramref name="Origin"/> lies on the top left corner of
/// the drawable's box. No image, no mask.
/// </summary>
public sealed record SpiceMask(uint Flags, Point Origin, SpiceImage? Image);
