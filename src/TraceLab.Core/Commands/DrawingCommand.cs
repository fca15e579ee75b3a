using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Core.Commands;

/// <summary>The kinds of drawing commands, as statistics, CSV columns and policies name them.</summary>
public enum CommandKind : byte
{
    Fill = 0,
    Copy = 1,
    Image = 2,
    Glyphs = 3,
    Blend = 4,
    Transparent = 5,
    Rop3 = 6,
}

/// <summary>
/// A mask of coverage bits: only pixels whose mask byte is not 0 are drawn; outside the mask image nothing is.
/// <paramref name="Origin"/> is the mask pixel that lies on the top left corner of the command's area.
/// </summary>
public sealed record Mask(Image Coverage, Point Origin);

/// <summary>Where a command draws: the area before clipping, then an optional list of clip rectangles and a mask.</summary>
public sealed record DrawTarget(int SurfaceId, Rect Area, Rect[]? Clip = null, Mask? Mask = null)
{
    /// <summary>The bounding box after clipping; the mask is not looked at.</summary>
    public Rect Bounds
    {
        get
        {
            if (Clip is null)
            {
                return Area;
            }

            var bounds = Rect.Empty;
            foreach (var rect in Clip)
            {
                bounds = bounds.BoundingUnion(rect.Intersect(Area));
            }

            return bounds;
        }
    }
}

/// <summary>
/// What the graphical layer hands to the video adapter driver. Coordinates are pixels of the target surface; whatever
/// lies outside a surface is neither drawn nor read.
/// </summary>
public abstract record DrawingCommand : SessionEvent
{
    protected DrawingCommand(long timeNanoseconds, DrawTarget target, RasterOp rop)
        : base(timeNanoseconds)
    {
        Target = target;
        Rop = rop;
        Bounds = target.Bounds;
    }

    public abstract CommandKind Kind { get; }

    public DrawTarget Target { get; }

    public RasterOp Rop { get; }

    /// <summary>The bounding box after clipping (patent step: determine the area that will be updated).</summary>
    public Rect Bounds { get; }

    /// <summary>The pixels this command reads, other than its own destination. Null when it reads no surface.</summary>
    public virtual SurfaceArea? Source => null;

    /// <summary>A second surface read: the pattern of a ternary raster operation.</summary>
    public virtual SurfaceArea? SecondSource => null;

    /// <summary>Whether the result depends on what the destination held before (hazard H6).</summary>
    public virtual bool ReadsDestination => Rop.ReadsDestination();
}

/// <summary>A rectangle of one surface.</summary>
public readonly record struct SurfaceArea(int SurfaceId, Rect Area);

/// <summary>
/// Pixels to draw from: a carried image, or a rectangle of a surface. When the area's size differs from the target's the
/// pixels are scaled by nearest neighbour. Exactly one of image and surface is used.
/// </summary>
public sealed record PixelSource(Image? Image, int SurfaceId, Rect Area)
{
    public static PixelSource Of(Image image) => new(image, -1, new Rect(0, 0, image.Width, image.Height));

    public static PixelSource Of(Image image, Rect area) => new(image, -1, area);

    public static PixelSource Of(int surfaceId, Rect area) => new(null, surfaceId, area);

    public SurfaceArea? SurfaceArea => Image is null ? new SurfaceArea(SurfaceId, Area) : null;

    /// <summary>Whether drawing to a target area of this size needs scaling.</summary>
    public bool IsScaledTo(Rect targetArea) => Area.Width != targetArea.Width || Area.Height != targetArea.Height;

    /// <summary>
    /// The surface pixels that are read when only <paramref name="bounds"/> of <paramref name="targetArea"/> is drawn; null
    /// for a carried image. A scaled source counts as read whole.
    /// </summary>
    public SurfaceArea? ReadFor(Rect targetArea, Rect bounds)
    {
        if (Image is not null)
        {
            return null;
        }

        return IsScaledTo(targetArea)
            ? new SurfaceArea(SurfaceId, Area)
            : new SurfaceArea(SurfaceId, bounds.Offset(Area.Left - targetArea.Left, Area.Top - targetArea.Top));
    }
}

/// <summary>
/// What a fill paints with: one colour (0xAARRGGBB), or a pattern repeated so that its pixel (0,0) lies on
/// <paramref name="Origin"/> of the target surface.
/// </summary>
public sealed record Brush(uint Color, PixelSource? Pattern, Point Origin)
{
    public static Brush Solid(uint color) => new(color, null, default);

    public static Brush Tiled(PixelSource pattern, Point origin) => new(0, pattern, origin);
}
