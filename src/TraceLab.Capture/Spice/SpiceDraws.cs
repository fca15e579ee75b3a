using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>The body of a drawable: what is drawn, without where.</summary>
public abstract record SpiceDraw(SpiceDrawType Type);

public sealed record SpiceNop() : SpiceDraw(SpiceDrawType.Nop);

public sealed record SpiceFill(SpiceBrush Brush, SpiceRop Rop, SpiceMask Mask) : SpiceDraw(SpiceDrawType.Fill);

/// <summary>
/// OPAQUE, COPY, BLEND and ROP3: an image drawn from <paramref name="SourceArea"/>. <paramref name="Image"/>: null
/// when the drawable's own area is the image. <paramref name="Brush"/>: oPAQUE and ROP3 only. <paramref name="Rop"/>:
/// a rop descriptor; for ROP3 the operation's code.
/// </summary>
public sealed record SpiceImageDraw(
    SpiceDrawType Type,
    SpiceImage? Image,
    Rect SourceArea,
    SpiceBrush Brush,
    SpiceRop Rop,
    uint ScaleMode,
    SpiceMask Mask
) : SpiceDraw(Type);

public sealed record SpiceCopyBits(Point Source) : SpiceDraw(SpiceDrawType.CopyBits);

/// <summary>BLACKNESS, WHITENESS and INVERS.</summary>
public sealed record SpiceMaskDraw(SpiceDrawType Type, SpiceMask Mask) : SpiceDraw(Type);

/// <summary>
/// <paramref name="Path"/>: segments: flags, count, count points of 28.4 fixed point.
/// </summary>
public sealed record SpiceStroke(byte[] Path, uint LineFlags, SpiceBrush Brush, SpiceRop ForeMode)
    : SpiceDraw(SpiceDrawType.Stroke);

/// <summary>
/// <paramref name="Glyphs"/>: <paramref name="Length"/> packed glyphs.
/// </summary>
public sealed record SpiceText(
    uint Length,
    uint Flags,
    byte[] Glyphs,
    Rect BackArea,
    SpiceBrush Fore,
    SpiceBrush Back,
    SpiceRop ForeMode
) : SpiceDraw(SpiceDrawType.Text);

public sealed record SpiceTransparent(SpiceImage? Image, Rect SourceArea, uint TrueColor)
    : SpiceDraw(SpiceDrawType.Transparent);

public sealed record SpiceAlphaBlend(SpiceAlphaFlags Flags, uint Alpha, SpiceImage? Image, Rect SourceArea)
    : SpiceDraw(SpiceDrawType.AlphaBlend);

/// <summary>
/// <paramref name="IsPlain"/>: neither a mask nor a transform.
/// </summary>
public sealed record SpiceComposite(uint Flags, SpiceImage? Image, bool IsPlain, Point SourceOrigin)
    : SpiceDraw(SpiceDrawType.Composite);
