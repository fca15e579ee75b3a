using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.Cli.Redaction;

/// <summary>
/// Commands like others, with another target and other pixels. They are made by their constructors, because a command's
/// bounds are computed when it is made.
/// </summary>
internal static class Remake
{
    public static FillCommand Of(FillCommand c, DrawTarget target, Brush brush) =>
        new(c.TimeNanoseconds, target, brush, c.Rop);

    public static CopyCommand Of(CopyCommand c, DrawTarget target) =>
        new(c.TimeNanoseconds, target, c.SourceSurfaceId, c.SourceArea, c.Rop);

    public static ImageCommand Of(ImageCommand c, DrawTarget target, Image image) =>
        new(c.TimeNanoseconds, target, image, c.SourceArea, c.Rop);

    public static GlyphsCommand Of(GlyphsCommand c, DrawTarget target, Glyph[] glyphs, Brush brush) =>
        new(c.TimeNanoseconds, target, glyphs, brush, c.Antialiased, c.Rop);

    public static BlendCommand Of(BlendCommand c, DrawTarget target, PixelSource pixels) =>
        new(c.TimeNanoseconds, target, pixels, c.ConstantAlpha, c.SourceHasAlpha);

    public static TransparentCommand Of(TransparentCommand c, DrawTarget target, PixelSource pixels) =>
        new(c.TimeNanoseconds, target, pixels, c.TransparentColor);

    public static Rop3Command Of(Rop3Command c, DrawTarget target, PixelSource pixels, Brush brush) =>
        new(c.TimeNanoseconds, target, pixels, brush, c.Code);
}
