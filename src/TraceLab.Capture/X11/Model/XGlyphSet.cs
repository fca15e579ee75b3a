using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Model;

/// <summary>
/// A glyph: where its corner lies from the pen, and how far the pen moves on. <paramref name="Coverage"/> is null for an
/// empty glyph, and for one whose pixels are not coverage alone.
/// </summary>
internal sealed record XGlyph(Image? Coverage, Point Corner, Point Size, Point Advance);

/// <summary>Glyphs of RENDER by number. Shared by all ids that refer to it.</summary>
internal sealed class XGlyphSet(PictureFormat format)
{
    public PictureFormat Format { get; } = format;

    public Dictionary<uint, XGlyph> Glyphs { get; } = [];
}
