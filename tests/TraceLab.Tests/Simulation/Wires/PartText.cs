using System.Text;
using TraceLab.Core.Commands;
using TraceLab.Simulation.Wires;

namespace TraceLab.Tests.Simulation.Wires;

/// <summary>A part in one line, everything that it holds.</summary>
internal static class PartText
{
    public static string Of(DrawPart part)
    {
        var text = new StringBuilder($"{part.Kind} on {part.SurfaceId} at {part.Area} {part.Rop}");
        _ = part.Clip is { } clip ? text.Append($" clip {string.Join("; ", clip)}") : text;
        _ = part.Mask is { } mask
            ? text.Append($" mask {Of(mask.Coverage)} from {mask.Origin.X},{mask.Origin.Y}")
            : text;
        _ = part.Pixels is { } pixels ? text.Append($" pixels {Of(pixels)}") : text;
        _ = part.Brush is { Pattern: null } brush ? text.Append($" color {brush.Color:X8}") : text;
        _ = part.Brush is { Pattern: { } pattern } tiled
            ? text.Append($" pattern {Of(pattern)} from {tiled.Origin.X},{tiled.Origin.Y}")
            : text;
        var glyphs = part.Glyphs.Select(glyph => $"{Of(glyph.Coverage)} at {glyph.Position.X},{glyph.Position.Y}");
        _ = part.Glyphs.Count > 0 ? text.Append($" glyphs {string.Join("; ", glyphs)}") : text;
        _ = part.Kind is CommandKind.Blend or CommandKind.Rop3 ? text.Append($" code {part.Code}") : text;
        _ = part.HasAlpha ? text.Append(" alpha") : text;
        return part.Kind == CommandKind.Transparent
            ? text.Append($" transparent {part.TransparentColor:X8}").ToString()
            : text.ToString();
    }

    public static string Of(ImageItem image) =>
        image.Form == ImageForm.Slot
            ? $"slot {image.Slot}"
            : $"{image.Form} {image.Width}x{image.Height} payload {string.Join('-', image.Payload.ToArray())}"
                + (image.Alpha.IsEmpty ? "" : $" alpha {string.Join('-', image.Alpha.ToArray())}");

    private static string Of(SourcePart source) =>
        (source.Image is { } image ? Of(image) : $"surface {source.SurfaceId}") + $" of {source.Area}";
}
