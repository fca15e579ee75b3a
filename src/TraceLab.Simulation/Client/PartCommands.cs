using System.Diagnostics.CodeAnalysis;
using TraceLab.Core.Commands;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Client;

/// <summary>
/// Makes the drawing command that a part stands for. Images are taken in the order mask, pixels, brush, glyphs: caches
/// depend on it.
/// </summary>
internal static class PartCommands
{
    /// <exception cref="InvalidDataException">The part lacks what its kind needs, or names what the client has not.</exception>
    public static DrawingCommand CommandOf(DrawPart part, ClientCaches caches)
    {
        var mask = part.Mask is { } given ? new Mask(caches.Coverage(given.Coverage), given.Origin) : null;
        var target = new DrawTarget(part.SurfaceId, part.Area, part.Clip, mask);
        var pixels = part.Pixels is { } source ? SourceOf(source, caches) : null;
        var brush = part.Brush is { } paint ? BrushOf(paint, caches) : null;
        return part.Kind switch
        {
            CommandKind.Fill => new FillCommand(0, target, Need(brush), part.Rop),
            CommandKind.Copy => CopyOf(target, Need(pixels), part.Rop),
            CommandKind.Image => ImageOf(target, Need(pixels), part.Rop),
            CommandKind.Glyphs => new GlyphsCommand(
                0,
                target,
                [.. part.Glyphs.Select(glyph => new Glyph(caches.Coverage(glyph.Coverage), glyph.Position))],
                Need(brush),
                part.HasAlpha,
                part.Rop
            ),
            CommandKind.Blend => new BlendCommand(0, target, Need(pixels), part.Code, part.HasAlpha),
            CommandKind.Transparent => new TransparentCommand(0, target, Need(pixels), part.TransparentColor),
            CommandKind.Rop3 => new Rop3Command(0, target, Need(pixels), Need(brush), part.Code),
            _ => throw new InvalidDataException($"client: unknown kind {(byte)part.Kind}"),
        };
    }

    private static CopyCommand CopyOf(DrawTarget target, PixelSource pixels, RasterOp rop) =>
        pixels.Image is null
            ? new CopyCommand(0, target, pixels.SurfaceId, pixels.Area, rop)
            : throw new InvalidDataException("client: a copy from an image");

    private static ImageCommand ImageOf(DrawTarget target, PixelSource pixels, RasterOp rop) =>
        new(0, target, Need(pixels.Image), pixels.Area, rop);

    private static PixelSource SourceOf(SourcePart source, ClientCaches caches) =>
        source.Image is { } image
            ? PixelSource.Of(caches.Picture(image), source.Area)
            : PixelSource.Of(source.SurfaceId, source.Area);

    private static Brush BrushOf(BrushPart brush, ClientCaches caches) =>
        brush.Pattern is { } pattern ? Brush.Tiled(SourceOf(pattern, caches), brush.Origin) : Brush.Solid(brush.Color);

    private static T Need<T>([NotNull] T? value)
        where T : class => value ?? throw new InvalidDataException("client: a part lacks what its kind needs");
}
