using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Client;

/// <summary>
/// What the remote client can execute and keep. The defaults are the profile <c>basic</c>: copies, fills and images on the
/// screen, and no memory beyond it. Presets are in <see cref="ClientProfiles"/>; a JSON file has these names in snake case.
/// </summary>
public sealed record ClientProfile
{
    public static readonly ClientProfile Default = new()
    {
        Description = "copies, fills and images on the screen, nothing kept",
    };

    /// <summary>The name in reports and on the command line.</summary>
    public string Name { get; init; } = ClientProfiles.Default;

    /// <summary>One sentence for help texts.</summary>
    public string Description { get; init; } = "";

    /// <summary>Copies within the screen and, with <see cref="Surfaces"/>, from off-screen surfaces.</summary>
    public bool Copy { get; init; } = true;

    /// <summary>Fills with one colour.</summary>
    public bool Fill { get; init; } = true;

    /// <summary>Images that are sent with the primitive.</summary>
    public bool Image { get; init; } = true;

    /// <summary>Glyph runs, one-bit and antialiased.</summary>
    public bool Glyphs { get; init; }

    /// <summary>Off-screen surfaces: created, drawn into, copied from, destroyed.</summary>
    public bool Surfaces { get; init; }

    /// <summary>Porter-Duff Over.</summary>
    public bool Blend { get; init; }

    /// <summary>Images with one colour left out.</summary>
    public bool Transparent { get; init; }

    /// <summary>Raster operations other than plain copy, ternary ones included.</summary>
    public bool RasterOperations { get; init; }

    /// <summary>Masks of coverage bits.</summary>
    public bool Masks { get; init; }

    /// <summary>Fills and glyphs with a repeated pattern.</summary>
    public bool Patterns { get; init; }

    /// <summary>Sources of another size than the target.</summary>
    public bool Scaling { get; init; }

    /// <summary>
    /// Clip lists. Without them a fill, copy or image of several clip rectangles goes in as many pieces.
    /// </summary>
    public bool ClipLists { get; init; } = true;

    /// <summary>Bytes of glyph images, one a pixel, that the client keeps; 0: every run carries its glyphs.</summary>
    public long GlyphCacheBytes { get; init; }

    /// <summary>Glyph images that the client keeps.</summary>
    public int GlyphCacheEntries { get; init; } = int.MaxValue;

    /// <summary>Bytes of images, four a pixel, that the client keeps; 0: every image is carried.</summary>
    public long ImageCacheBytes { get; init; }

    /// <summary>Images that the client keeps.</summary>
    public int ImageCacheEntries { get; init; } = int.MaxValue;

    /// <summary>
    /// Whether the client can execute the command on a screen of this size, if the off-screen surfaces that it names are
    /// there. Pixels of the screen or of an image that do not exist are beyond it.
    /// </summary>
    public bool CanExecute(DrawingCommand command, Rect screen)
    {
        if (
            (command.Target.SurfaceId != Surface.ScreenId && !Surfaces)
            || (command.Target.Mask is not null && !Masks)
            || (command.Rop != RasterOp.Copy && !RasterOperations)
        )
        {
            return false;
        }

        var area = command.Target.Area;
        return command switch
        {
            FillCommand fill => Fill && CanPaint(fill.Brush),
            CopyCommand copy => Copy && CanRead(copy.Pixels, area) && ReadsWithin(copy, screen),
            ImageCommand image => Image
                && CanRead(image.Pixels, area)
                && BoundsOf(image.Image).Contains(image.SourceArea),
            GlyphsCommand glyphs => Glyphs && CanPaint(glyphs.Brush),
            BlendCommand blend => Blend && CanRead(blend.Pixels, area),
            TransparentCommand transparent => Transparent && CanRead(transparent.Pixels, area),
            Rop3Command rop3 => RasterOperations && CanRead(rop3.Pixels, area) && CanPaint(rop3.Brush),
            _ => false,
        };
    }

    private static Rect BoundsOf(Image image) => new(0, 0, image.Width, image.Height);

    private static bool ReadsWithin(CopyCommand copy, Rect screen) =>
        copy.SourceSurfaceId != Surface.ScreenId || screen.Contains(copy.SourceArea);

    private bool CanPaint(Brush brush) =>
        brush.Pattern is not { } pattern || (Patterns && CanRead(pattern, pattern.Area));

    private bool CanRead(PixelSource source, Rect targetArea) =>
        (Scaling || !source.IsScaledTo(targetArea))
        && (source.Image is { } image ? Image && image.Format != ImageFormat.Alpha8 : CanRead(source.SurfaceId));

    private bool CanRead(int surfaceId) => surfaceId == Surface.ScreenId || Surfaces;
}
