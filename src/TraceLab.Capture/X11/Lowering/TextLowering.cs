using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>Text in core fonts (X protocol, "ImageText8", "PolyText8"): one-bit glyphs, with or without a background.</summary>
internal static class TextLowering
{
    private const int HeadBytes = 16;
    private const byte FontChange = 255;

    public static Drawing ImageText(
        WireBytes request,
        Destination destination,
        XGraphicsContext context,
        CoreFonts fonts
    )
    {
        var isWide = (CoreOpcode)request.U8(0) == CoreOpcode.ImageText16;
        var pen = new Point(request.I16(12), request.I16(14));
        if (fonts.Of(context.Font) is not { } font)
        {
            return Unknown(destination, $"{(CoreOpcode)request.U8(0)}");
        }

        var codes = Codes(request, HeadBytes, request.U8(1), isWide);
        fonts.Load(context.Font, font, codes);
        var glyphs = new List<Glyph>();
        var end = Place(destination, font, codes, pen, glyphs);
        var paper = Rect.FromSize(pen.X, pen.Y - font.Ascent, Math.Max(0, end.X - pen.X), font.Ascent + font.Descent);
        var drawing = Text(request, destination, context, glyphs, destination.Place(paper));
        return drawing with { PaintsOneColor = false };
    }

    public static Drawing PolyText(
        WireBytes request,
        Destination destination,
        XGraphicsContext context,
        CoreFonts fonts
    )
    {
        var isWide = (CoreOpcode)request.U8(0) == CoreOpcode.PolyText16;
        var pen = new Point(request.I16(12), request.I16(14));
        var glyphs = new List<Glyph>();
        var fontId = context.Font;
        for (var at = HeadBytes; at + 2 <= request.Length; )
        {
            var count = request.U8(at);
            if (count == FontChange)
            {
                // This id is in the order of bytes that the protocol fixes: the highest first.
                fontId = new WireBytes(request.Bytes, isBigEndian: true).U32(at + 1);
                at += 5;
                continue;
            }

            if (fonts.Of(fontId) is not { } font)
            {
                return Unknown(destination, $"{(CoreOpcode)request.U8(0)}");
            }

            pen = pen with { X = pen.X + request.I8(at + 1) };
            var codes = Codes(request, at + 2, count, isWide);
            fonts.Load(fontId, font, codes);
            pen = Place(destination, font, codes, pen, glyphs);
            at += 2 + (count * (isWide ? 2 : 1));
        }

        return Text(request, destination, context, glyphs, paper: null);
    }

    private static Drawing Unknown(Destination destination, string request) =>
        new(destination, destination.Bounds, request, Propose: null) { Obstacle = "unknown font" };

    private static Drawing Text(
        WireBytes request,
        Destination destination,
        XGraphicsContext context,
        List<Glyph> glyphs,
        Rect? paper
    )
    {
        var bounds = paper ?? Rect.Empty;
        foreach (var glyph in glyphs)
        {
            bounds = bounds.BoundingUnion(Stencil.BoxOf(glyph));
        }

        var isModelled =
            context.ClipMask is null
            && context.WritesAllPlanes(destination.Depth)
            && (paper is not null || context is { FillStyle: FillStyle.Solid, Function: RasterOp.Copy });
        var ink = context.Foreground | 0xFF000000;
        return new Drawing(
            destination,
            bounds.Intersect(destination.Bounds),
            $"{(CoreOpcode)request.U8(0)}",
            isModelled ? surfaces => Propose(surfaces, destination, context, [.. glyphs], paper, ink) : null
        )
        {
            PaintsOneColor = FillLowering.IsOneColor(context),
            Obstacle = "clip mask, plane mask, pattern or raster operation",
        };
    }

    private static List<DrawingCommand> Propose(
        SurfaceSource surfaces,
        Destination destination,
        XGraphicsContext context,
        Glyph[] glyphs,
        Rect? paper,
        uint ink
    )
    {
        var commands = new List<DrawingCommand>();
        if (paper is { } area && destination.Target(surfaces.IdOf(destination), area) is { } target)
        {
            commands.Add(new FillCommand(surfaces.TimeNanoseconds, target, Brush.Solid(context.Background)));
        }

        commands.AddRange(Stencil.Propose(surfaces, destination, glyphs, ink, isAntialiased: false));
        return commands;
    }

    // Adds the glyphs where they lie on the surface; where the pen is then, in pixels of the drawable.
    private static Point Place(Destination destination, XFont font, List<int> codes, Point pen, List<Glyph> glyphs)
    {
        foreach (var code in codes)
        {
            if (!font.Glyphs.TryGetValue(code, out var glyph))
            {
                continue;
            }

            if (glyph.Coverage is { } coverage && coverage.Bytes.IndexOfAnyExcept((byte)0) >= 0)
            {
                var place = new Point(
                    destination.Origin.X + pen.X + glyph.Corner.X,
                    destination.Origin.Y + pen.Y + glyph.Corner.Y
                );
                glyphs.Add(new Glyph(coverage, place));
            }

            pen = pen with { X = pen.X + glyph.Advance.X };
        }

        return pen;
    }

    private static List<int> Codes(WireBytes request, int at, int count, bool isWide)
    {
        var codes = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            // Wide characters have their first byte first, whatever the byte order.
            codes.Add(isWide ? (request.U8(at + (i * 2)) << 8) | request.U8(at + (i * 2) + 1) : request.U8(at + i));
        }

        return codes;
    }
}
