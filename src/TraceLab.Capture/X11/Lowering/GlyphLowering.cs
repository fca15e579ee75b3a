using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>RENDER's CompositeGlyphs: runs of glyphs that were defined before.</summary>
internal static class GlyphLowering
{
    private const int HeadBytes = 28;
    private const byte SetChange = 255;

    public static Drawing Composite(
        WireBytes request,
        Destination destination,
        XPicture picture,
        XPicture? source,
        XResources resources
    )
    {
        var idBytes = (RenderOpcode)request.U8(1) switch
        {
            RenderOpcode.CompositeGlyphs8 => 1,
            RenderOpcode.CompositeGlyphs16 => 2,
            _ => 4,
        };
        var run = Run(request, resources, idBytes);
        var bounds = Rect.Empty;
        foreach (var (glyph, place) in run.Glyphs)
        {
            bounds = bounds.BoundingUnion(destination.Place(BoxOf(glyph, place)));
        }

        var obstacle =
            RenderLowering.InkObstacle(request.U8(4), picture, source)
            ?? (run.HasOthers ? "glyphs with colour or of single channels" : null);
        var hasMaskFormat = request.U32(16) != 0;
        return new Drawing(
            destination,
            bounds.Intersect(destination.Bounds),
            "RENDER CompositeGlyphs",
            obstacle is null ? surfaces => Propose(surfaces, destination, source!, run, hasMaskFormat) : null
        )
        {
            Obstacle = obstacle,
        };
    }

    private static IReadOnlyList<DrawingCommand> Propose(
        SurfaceSource surfaces,
        Destination destination,
        XPicture source,
        GlyphRun run,
        bool hasMaskFormat
    )
    {
        var glyphs = new List<Glyph>();
        foreach (var (glyph, place) in run.Glyphs)
        {
            if (glyph.Coverage is { } coverage)
            {
                var box = destination.Place(BoxOf(glyph, place));
                glyphs.Add(new Glyph(coverage, new Point(box.Left, box.Top)));
            }
        }

        Glyph[] all = [.. glyphs];
        var color = RenderLowering.ColorOf(surfaces, source);
        return Stencil.Propose(
            surfaces,
            destination,
            hasMaskFormat ? Stencil.Joined(all) : all,
            color,
            isAntialiased: true
        );
    }

    private static Rect BoxOf(XGlyph glyph, Point place) =>
        Rect.FromSize(place.X + glyph.Corner.X, place.Y + glyph.Corner.Y, glyph.Size.X, glyph.Size.Y);

    private sealed record GlyphRun(List<(XGlyph Glyph, Point Place)> Glyphs, bool HasOthers);

    // Elements: a count, a step of the pen, glyph numbers padded to words; or a change of the glyph set.
    private static GlyphRun Run(WireBytes request, XResources resources, int idBytes)
    {
        var set = resources.GlyphSets.GetValueOrDefault(request.U32(20));
        var glyphs = new List<(XGlyph, Point)>();
        var (x, y, hasOthers) = (0, 0, false);
        for (var at = HeadBytes; at + 8 <= request.Length; )
        {
            var count = request.U8(at);
            if (count == SetChange)
            {
                set = resources.GlyphSets.GetValueOrDefault(request.U32(at + 8));
                at += 12;
                continue;
            }

            (x, y) = (x + request.I16(at + 4), y + request.I16(at + 6));
            at += 8;
            for (var i = 0; i < count; i++)
            {
                var id = idBytes switch
                {
                    1 => request.U8(at + i),
                    2 => request.U16(at + (i * 2)),
                    _ => request.U32(at + (i * 4)),
                };
                if (set?.Glyphs.GetValueOrDefault(id) is { } glyph)
                {
                    glyphs.Add((glyph, new Point(x, y)));
                    hasOthers |= glyph.Coverage is null && glyph.Size is { X: > 0, Y: > 0 };
                    (x, y) = (x + glyph.Advance.X, y + glyph.Advance.Y);
                }
            }

            at += ((count * idBytes) + 3) & ~3;
        }

        return new GlyphRun(glyphs, hasOthers);
    }
}
