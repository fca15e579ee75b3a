using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Core.Commands;

/// <summary>Paints the target with a brush.</summary>
public sealed record FillCommand(long TimeNanoseconds, DrawTarget Target, Brush Brush, RasterOp Rop = RasterOp.Copy)
    : DrawingCommand(TimeNanoseconds, Target, Rop)
{
    public override CommandKind Kind => CommandKind.Fill;

    public override SurfaceArea? Source => Brush.Pattern?.SurfaceArea;
}

/// <summary>Copies pixels within a surface or between two; overlapping source and destination act as if read first (hazard H3).</summary>
public sealed record CopyCommand(
    long TimeNanoseconds,
    DrawTarget Target,
    int SourceSurfaceId,
    Rect SourceArea,
    RasterOp Rop = RasterOp.Copy
) : DrawingCommand(TimeNanoseconds, Target, Rop)
{
    public override CommandKind Kind => CommandKind.Copy;

    public PixelSource Pixels { get; } = PixelSource.Of(SourceSurfaceId, SourceArea);

    public override SurfaceArea? Source => Pixels.ReadFor(Target.Area, Bounds);
}

/// <summary>Draws an image that the command carries.</summary>
public sealed record ImageCommand(
    long TimeNanoseconds,
    DrawTarget Target,
    Image Image,
    Rect SourceArea,
    RasterOp Rop = RasterOp.Copy
) : DrawingCommand(TimeNanoseconds, Target, Rop)
{
    public override CommandKind Kind => CommandKind.Image;

    public PixelSource Pixels { get; } = PixelSource.Of(Image, SourceArea);
}

/// <summary>One glyph: a coverage image whose top left corner lies at <paramref name="Position"/>.</summary>
public sealed record Glyph(Image Coverage, Point Position);

/// <summary>
/// Text. One-bit glyphs (<paramref name="Antialiased"/> false) paint the brush through the raster operation wherever
/// coverage is not 0; antialiased glyphs blend a solid colour by coverage.
/// </summary>
public sealed record GlyphsCommand(
    long TimeNanoseconds,
    DrawTarget Target,
    Glyph[] Glyphs,
    Brush Brush,
    bool Antialiased,
    RasterOp Rop = RasterOp.Copy
) : DrawingCommand(TimeNanoseconds, Target, Rop)
{
    public override CommandKind Kind => CommandKind.Glyphs;

    public override SurfaceArea? Source => Brush.Pattern?.SurfaceArea;

    public override bool ReadsDestination => Antialiased || base.ReadsDestination;
}

/// <summary>
/// Porter-Duff Over with premultiplied source pixels and a constant alpha (0 to 255) multiplied in.
/// Without <paramref name="SourceHasAlpha"/> the source counts as opaque.
/// </summary>
public sealed record BlendCommand(
    long TimeNanoseconds,
    DrawTarget Target,
    PixelSource Pixels,
    byte ConstantAlpha,
    bool SourceHasAlpha
) : DrawingCommand(TimeNanoseconds, Target, RasterOp.Copy)
{
    public override CommandKind Kind => CommandKind.Blend;

    public override SurfaceArea? Source => Pixels.ReadFor(Target.Area, Bounds);

    public override bool ReadsDestination => true;
}

/// <summary>Draws every source pixel whose colour (alpha ignored) is not the transparent one.</summary>
public sealed record TransparentCommand(
    long TimeNanoseconds,
    DrawTarget Target,
    PixelSource Pixels,
    uint TransparentColor
) : DrawingCommand(TimeNanoseconds, Target, RasterOp.Copy)
{
    public override CommandKind Kind => CommandKind.Transparent;

    public override SurfaceArea? Source => Pixels.ReadFor(Target.Area, Bounds);
}

/// <summary>
/// A ternary raster operation of pattern (brush), source and destination. The code is the Windows ROP3 index: bit
/// (pattern × 4 + source × 2 + destination) of it is the result.
/// </summary>
public sealed record Rop3Command(long TimeNanoseconds, DrawTarget Target, PixelSource Pixels, Brush Brush, byte Code)
    : DrawingCommand(TimeNanoseconds, Target, RasterOp.Copy)
{
    public override CommandKind Kind => CommandKind.Rop3;

    public override SurfaceArea? Source => Pixels.ReadFor(Target.Area, Bounds);

    public override SurfaceArea? SecondSource => Brush.Pattern?.SurfaceArea;

    public override bool ReadsDestination => (((Code >> 1) ^ Code) & 0x55) != 0;
}
