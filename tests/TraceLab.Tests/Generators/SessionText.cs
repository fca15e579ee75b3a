using System.IO.Hashing;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Generators;

/// <summary>
/// An event as one line that tells everything in it; pixels stand as size, format and hash. Two events are the same when
/// their lines are, which record equality cannot say of arrays.
/// </summary>
internal static class SessionText
{
    public static string Line(SessionEvent sessionEvent) =>
        $"{sessionEvent.TimeNanoseconds} "
        + sessionEvent switch
        {
            DrawingCommand command => $"{command.Kind} {Target(command.Target)} {command.Rop}{Own(command)}",
            SurfaceCreated s => $"surface {s.SurfaceId} {s.Width}x{s.Height} {s.Format} {Text(s.Initial)}",
            SurfaceDestroyed s => $"surface {s.SurfaceId} destroyed",
            CursorChanged c => $"cursor {c.Action} {Text(c.Position)} {c.Visible} {Text(c.Shape)}",
            Marker m => $"marker '{m.Text}'",
            DataLost l => $"lost {l.Count} {l.Cause} on {l.SurfaceId} {l.Area} '{l.Detail}'",
            Checkpoint c => $"checkpoint {c.SurfaceId} {c.Hash:x16}{(c.Area is { } area ? $" {area}" : "")}",
            SessionEnded => "end",
            _ => throw new ArgumentException($"no text for {sessionEvent.GetType()}", nameof(sessionEvent)),
        };

    private static string Own(DrawingCommand command) =>
        command switch
        {
            FillCommand c => $" {Text(c.Brush)}",
            CopyCommand c => $" from {c.SourceSurfaceId} {c.SourceArea}",
            ImageCommand c => $" {Text(c.Image)} {c.SourceArea}",
            GlyphsCommand c => $" {Text(c.Brush)} {(c.Antialiased ? "smooth" : "sharp")}"
                + string.Concat(c.Glyphs.Select(g => $" {Text(g.Coverage)} at {Text(g.Position)}")),
            BlendCommand c => $" {Text(c.Pixels)} alpha {c.ConstantAlpha} {c.SourceHasAlpha}",
            TransparentCommand c => $" {Text(c.Pixels)} but {c.TransparentColor:x8}",
            Rop3Command c => $" {Text(c.Pixels)} {Text(c.Brush)} code {c.Code:x2}",
            _ => throw new ArgumentException($"no text for {command.GetType()}", nameof(command)),
        };

    private static string Target(DrawTarget target) =>
        $"on {target.SurfaceId} {target.Area}"
        + (target.Clip is { } clip ? $" clip [{string.Join("; ", clip)}]" : "")
        + (target.Mask is { } mask ? $" mask {Text(mask.Coverage)} at {Text(mask.Origin)}" : "");

    private static string Text(Brush brush) =>
        $"brush {brush.Color:x8} at {Text(brush.Origin)}" + (brush.Pattern is { } p ? $" {Text(p)}" : "");

    private static string Text(PixelSource source) =>
        (source.Image is { } image ? Text(image) : $"surface {source.SurfaceId}") + $" {source.Area}";

    private static string Text(Point point) => $"({point.X},{point.Y})";

    private static string Text(Image? image) =>
        image is null
            ? "black"
            : $"{image.Format} {image.Width}x{image.Height} #{XxHash3.HashToUInt64(image.Bytes):x16}";

    private static string Text(CursorShape? shape) =>
        shape is null
            ? "same"
            : $"type {shape.Type} {shape.Width}x{shape.Height} hot ({shape.HotX},{shape.HotY}) {Convert.ToHexString(shape.Data)}";
}
