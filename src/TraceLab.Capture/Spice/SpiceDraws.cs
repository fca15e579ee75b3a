using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>The body of a drawable: what is drawn, without where.</summary>
public abstract record SpiceDraw(SpiceDrawType Type);

public sealed record SpiceNop() : SpiceDraw(SpiceDrawType.Nop);

public sealed record SpiceFill(SpiceBrush Brush, SpiceRop Rop, SpiceMask Mask) : SpiceDraw(SpiceDrawType.Fill);

/// <summary>
/// OPAQUE, COPY, BLEND and ROP3: a part of an image is drawn. Without an image the drawable's own area serves as one. The
/// brush belongs to OPAQUE and ROP3; the rop is a descriptor, of ROP3 the operation's code.
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
/// Lines. The path is packed: segments of flags, a count and that many points in 28.4 fixed point.
/// </summary>
public sealed record SpiceStroke(byte[] Path, uint LineFlags, SpiceBrush Brush, SpiceRop ForeMode)
    : SpiceDraw(SpiceDrawType.Stroke);

/// <summary>
/// Text: <paramref name="Length"/> packed glyphs (<see cref="SpiceGlyphs"/>), and a brush for the area behind them.
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

/// <summary>A Render operation; <paramref name="IsPlain"/> when it has neither a mask nor a transform.</summary>
public sealed record SpiceComposite(uint Flags, SpiceImage? Image, bool IsPlain, Point SourceOrigin)
    : SpiceDraw(SpiceDrawType.Composite);
