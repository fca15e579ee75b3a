using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Wires;

/// <summary>
/// A primitive in its general form: any drawing command on any surface, its images carried or named by the slot that they
/// have in the client's caches. The short forms of <see cref="IFrameSink"/> are for what most frames hold.
/// </summary>
public sealed record DrawPart
{
    public required CommandKind Kind { get; init; }

    public int SurfaceId { get; init; }

    /// <summary>The area before clipping; where neither mask nor scaling need it whole, the visible part of it.</summary>
    public required Rect Area { get; init; }

    public Rect[]? Clip { get; init; }

    public RasterOp Rop { get; init; } = RasterOp.Copy;

    public MaskPart? Mask { get; init; }

    /// <summary>What copies, images, blends, transparent and ternary ones draw from.</summary>
    public SourcePart? Pixels { get; init; }

    /// <summary>What fills, glyphs and ternary ones paint with.</summary>
    public BrushPart? Brush { get; init; }

    public IReadOnlyList<GlyphPart> Glyphs { get; init; } = [];

    /// <summary>Of glyphs: blend by coverage. Of a blend: the source has alpha.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>Of a blend its constant alpha, of a ternary raster operation its code.</summary>
    public byte Code { get; init; }

    public uint TransparentColor { get; init; }
}

/// <summary>See <see cref="Core.Commands.Mask"/>.</summary>
public sealed record MaskPart(ImageItem Coverage, Point Origin);

/// <summary>An image, or a surface where there is none, and the area of it that is read.</summary>
public sealed record SourcePart(ImageItem? Image, int SurfaceId, Rect Area);

/// <summary>A colour, or a pattern where there is one.</summary>
public sealed record BrushPart(uint Color, SourcePart? Pattern, Point Origin);

public sealed record GlyphPart(ImageItem Coverage, Point Position);

/// <summary>How an image of a part travels.</summary>
public enum ImageForm : byte
{
    /// <summary>Not at all: the client has it in a slot.</summary>
    Slot = 0,

    /// <summary>Coverage of only 0 and 255, one bit a pixel, rows padded to bytes, first pixel in the highest bit.</summary>
    Bits = 1,

    /// <summary>Coverage, one byte a pixel.</summary>
    Coverage = 2,

    /// <summary>Colours, as the run's pixel codec makes them.</summary>
    Xrgb = 3,

    /// <summary>Colours likewise, then the alpha of all pixels as a second picture (<see cref="AlphaPlane"/>).</summary>
    Argb = 4,
}

/// <summary>An image of a part. <see cref="Payload"/> and <see cref="Alpha"/> are views into the frame or the encoder's scratch.</summary>
public readonly record struct ImageItem
{
    public ImageForm Form { get; init; }

    /// <summary>Of a named image: its slot in the cache of its sort, coverages in one and colours in the other.</summary>
    public int Slot { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Only with <see cref="ImageForm.Argb"/>.</summary>
    public ReadOnlyMemory<byte> Alpha { get; init; }

    public static ImageItem Named(int slot) => new() { Form = ImageForm.Slot, Slot = slot };
}
