using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Model;

internal enum FillStyle : byte
{
    Solid = 0,
    Tiled = 1,
    Stippled = 2,
    OpaqueStippled = 3,
}

/// <summary>
/// A graphics context. Immutable: what was drawn with it earlier keeps the one it was drawn with. Defaults are those of
/// the X protocol ("CreateGC").
/// </summary>
internal sealed record XGraphicsContext
{
    public RasterOp Function { get; init; } = RasterOp.Copy;

    public uint PlaneMask { get; init; } = uint.MaxValue;

    public uint Foreground { get; init; }

    public uint Background { get; init; } = 1;

    public ushort LineWidth { get; init; }

    public FillStyle FillStyle { get; init; }

    public XPixmap? Tile { get; init; }

    public Point TileOrigin { get; init; }

    public uint Font { get; init; }

    public bool IncludesInferiors { get; init; }

    public Point ClipOrigin { get; init; }

    /// <summary>Clip rectangles, from the clip origin; null for none.</summary>
    public PixelRegion? Clip { get; init; }

    /// <summary>A clip mask, from the clip origin; instead of rectangles.</summary>
    public XPixmap? ClipMask { get; init; }

    /// <summary>Whether it writes all planes of a drawable of this depth.</summary>
    public bool WritesAllPlanes(byte depth)
    {
        var planes = depth >= 32 ? uint.MaxValue : (1u << depth) - 1;
        return (PlaneMask & planes) == planes;
    }
}
