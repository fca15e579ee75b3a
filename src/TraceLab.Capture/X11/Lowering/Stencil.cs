using System.Runtime.InteropServices;
using TraceLab.Capture.X11.Model;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>One colour laid over a surface by coverage, as glyphs and masks do (RENDER, Over with a mask of one channel).</summary>
internal static class Stencil
{
    /// <summary>Through a mask pixmap, of which the part from a corner on lies on the area.</summary>
    public static IReadOnlyList<DrawingCommand>? Propose(
        SurfaceSource surfaces,
        Destination destination,
        Rect to,
        XPixmap mask,
        Point corner,
        uint color
    )
    {
        if (mask.Coverage.Length == 0)
        {
            return null;
        }

        var part = Rect.FromSize(corner.X, corner.Y, to.Width, to.Height)
            .Intersect(new Rect(0, 0, mask.Width, mask.Height));
        if (part.IsEmpty || color >> 24 == 0)
        {
            return [];
        }

        var bytes = new byte[part.Area];
        for (var y = 0; y < part.Height; y++)
        {
            mask.Coverage.AsSpan(((part.Top + y) * mask.Width) + part.Left, part.Width)
                .CopyTo(bytes.AsSpan(y * part.Width));
        }

        var coverage = new Image(part.Width, part.Height, ImageFormat.Alpha8, bytes);
        var place = new Point(to.Left + part.Left - corner.X, to.Top + part.Top - corner.Y);
        return Propose(surfaces, destination, [new Glyph(coverage, place)], color, isAntialiased: true);
    }

    /// <summary>By glyphs, each laid over the result of those before it.</summary>
    public static IReadOnlyList<DrawingCommand> Propose(
        SurfaceSource surfaces,
        Destination destination,
        Glyph[] glyphs,
        uint color,
        bool isAntialiased
    )
    {
        var bounds = Rect.Empty;
        foreach (var glyph in glyphs)
        {
            bounds = bounds.BoundingUnion(BoxOf(glyph));
        }

        var id = surfaces.IdOf(destination);
        if (glyphs.Length == 0 || color == 0 || destination.Target(id, bounds) is not { } target)
        {
            return [];
        }

        if (color >> 24 == 255)
        {
            var brush = Brush.Solid(color);
            return [new GlyphsCommand(surfaces.TimeNanoseconds, target, glyphs, brush, isAntialiased)];
        }

        var commands = new List<DrawingCommand>();
        foreach (var glyph in glyphs)
        {
            if (destination.Target(id, BoxOf(glyph)) is { } box)
            {
                var pixels = PixelSource.Of(Tinted(glyph.Coverage, color));
                commands.Add(
                    new BlendCommand(surfaces.TimeNanoseconds, box, pixels, ConstantAlpha: 255, SourceHasAlpha: true)
                );
            }
        }

        return commands;
    }

    public static Rect BoxOf(Glyph glyph) =>
        Rect.FromSize(glyph.Position.X, glyph.Position.Y, glyph.Coverage.Width, glyph.Coverage.Height);

    /// <summary>Glyphs that meet, added up to one, as RENDER does where a mask format is given.</summary>
    public static Glyph[] Joined(Glyph[] glyphs)
    {
        var bounds = Rect.Empty;
        long area = 0;
        foreach (var glyph in glyphs)
        {
            bounds = bounds.BoundingUnion(BoxOf(glyph));
            area += BoxOf(glyph).Area;
        }

        if (PixelRegion.Of(glyphs.Select(BoxOf)).Area == area || !Surface.IsValidSize(bounds.Width, bounds.Height))
        {
            return glyphs;
        }

        var sum = new byte[bounds.Area];
        foreach (var glyph in glyphs)
        {
            var box = BoxOf(glyph);
            for (var y = 0; y < box.Height; y++)
            {
                var row = glyph.Coverage.Row8(y);
                var target = sum.AsSpan(((box.Top - bounds.Top + y) * bounds.Width) + box.Left - bounds.Left);
                for (var x = 0; x < row.Length; x++)
                {
                    target[x] = (byte)Math.Min(255, target[x] + row[x]);
                }
            }
        }

        var joined = new Image(bounds.Width, bounds.Height, ImageFormat.Alpha8, sum);
        return [new Glyph(joined, new Point(bounds.Left, bounds.Top))];
    }

    private static Image Tinted(Image coverage, uint color)
    {
        var bytes = new byte[coverage.Bytes.Length * 4];
        var pixels = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Blending.MultiplyPixel(color, coverage.Bytes[i]);
        }

        return new Image(coverage.Width, coverage.Height, ImageFormat.Argb32, bytes);
    }
}
