using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Results;

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
    /// What keeps the client from executing the command on a screen of this size, if the off-screen surfaces that it names are
    /// there. Pixels of the screen or of an image that do not exist are beyond any client.
    /// </summary>
    public ClientLack LackFor(DrawingCommand command, Rect screen)
    {
        var target = command.Target;
        var lack =
            target.SurfaceId != Surface.ScreenId && !Surfaces ? ClientLack.Surface
            : target.Mask is not null && !Masks ? ClientLack.Mask
            : command.Rop != RasterOp.Copy && !RasterOperations ? ClientLack.RasterOperation
            : ClientLack.Nothing;
        return lack != ClientLack.Nothing
            ? lack
            : command switch
            {
                FillCommand fill => Needs(Fill, ToPaint(fill.Brush)),
                CopyCommand copy => Needs(Copy, ToRead(copy.Pixels, target.Area), Exists(copy, screen)),
                ImageCommand image => Needs(Image, ToRead(image.Pixels, target.Area), Exists(image)),
                GlyphsCommand glyphs => Needs(Glyphs, ToPaint(glyphs.Brush)),
                BlendCommand blend => Needs(Blend, ToRead(blend.Pixels, target.Area)),
                TransparentCommand transparent => Needs(Transparent, ToRead(transparent.Pixels, target.Area)),
                Rop3Command rop3 => Needs(RasterOperations, ToRead(rop3.Pixels, target.Area), ToPaint(rop3.Brush)),
                _ => ClientLack.Kind,
            };
    }

    private static ClientLack Needs(bool knowsKind, ClientLack first, ClientLack second = ClientLack.Nothing) =>
        !knowsKind ? ClientLack.Kind
        : first != ClientLack.Nothing ? first
        : second;

    private static ClientLack Exists(CopyCommand copy, Rect screen) =>
        copy.SourceSurfaceId != Surface.ScreenId || screen.Contains(copy.SourceArea)
            ? ClientLack.Nothing
            : ClientLack.SourcePixels;

    private static ClientLack Exists(ImageCommand image) =>
        new Rect(0, 0, image.Image.Width, image.Image.Height).Contains(image.SourceArea)
            ? ClientLack.Nothing
            : ClientLack.SourcePixels;

    private ClientLack ToPaint(Brush brush) =>
        brush.Pattern is not { } pattern ? ClientLack.Nothing
        : Patterns ? ToRead(pattern, pattern.Area)
        : ClientLack.Pattern;

    private ClientLack ToRead(PixelSource source, Rect targetArea) =>
        source.IsScaledTo(targetArea) && !Scaling ? ClientLack.Scaling
        : source.Image is not { } image
            ? source.SurfaceId == Surface.ScreenId || Surfaces ? ClientLack.Nothing
                : ClientLack.Surface
        : !Image ? ClientLack.Kind
        : image.Format == ImageFormat.Alpha8 ? ClientLack.SourcePixels
        : ClientLack.Nothing;
}
