using System.Globalization;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Cli.Console;

/// <summary>
/// An event as its fields, in one order, for people and programs alike: name and value, where a value is a number or a
/// text. Pixels stand as size and format.
/// </summary>
internal static class EventText
{
    /// <summary>As summaries and <c>--kind</c> name it.</summary>
    public static string Kind(SessionEvent sessionEvent) =>
        sessionEvent switch
        {
            DrawingCommand command => command.Kind.ToString().ToLowerInvariant(),
            SurfaceCreated => "surface-created",
            SurfaceDestroyed => "surface-destroyed",
            CursorChanged => "cursor",
            Marker => "marker",
            DataLost => "data-lost",
            Checkpoint => "checkpoint",
            _ => "session-ended",
        };

    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. Enum.GetNames<CommandKind>().Select(name => name.ToLowerInvariant()),
        "surface-created",
        "surface-destroyed",
        "cursor",
        "marker",
        "data-lost",
        "checkpoint",
        "session-ended",
    ];

    /// <summary>The surface an event is about; null for none.</summary>
    public static int? SurfaceOf(SessionEvent sessionEvent) =>
        sessionEvent switch
        {
            DrawingCommand command => command.Target.SurfaceId,
            SurfaceCreated created => created.SurfaceId,
            SurfaceDestroyed destroyed => destroyed.SurfaceId,
            DataLost lost => lost.SurfaceId,
            Checkpoint checkpoint => checkpoint.SurfaceId,
            _ => null,
        };

    /// <summary>Where on its surface an event has an effect; null for nowhere in particular.</summary>
    public static Rect? AreaOf(SessionEvent sessionEvent) =>
        sessionEvent switch
        {
            DrawingCommand command => command.Bounds,
            SurfaceCreated created => new Rect(0, 0, created.Width, created.Height),
            DataLost lost => lost.Area,
            Checkpoint checkpoint => checkpoint.Area,
            _ => null,
        };

    /// <summary>What the kind, surface and area do not say.</summary>
    public static IEnumerable<(string Name, string Value)> Details(SessionEvent sessionEvent) =>
        sessionEvent switch
        {
            DrawingCommand command => [.. OfTarget(command), .. OfCommand(command)],
            SurfaceCreated created =>
            [
                ("format", created.Format.ToString().ToLowerInvariant()),
                .. created.Initial is { } initial ? [("image", Of(initial))] : Array.Empty<(string, string)>(),
            ],
            CursorChanged cursor =>
            [
                ("action", cursor.Action.ToString().ToLowerInvariant()),
                ("at", $"{cursor.Position.X},{cursor.Position.Y}"),
                ("visible", cursor.Visible ? "yes" : "no"),
                .. cursor.Shape is { } shape
                    ? [("shape", $"{shape.Width}x{shape.Height}")]
                    : Array.Empty<(string, string)>(),
            ],
            Marker marker => [("text", marker.Text)],
            DataLost lost => [("cause", lost.Cause), ("count", Text(lost.Count)), ("detail", lost.Detail)],
            Checkpoint checkpoint => [("hash", checkpoint.Hash.ToString("x16", CultureInfo.InvariantCulture))],
            _ => [],
        };

    private static IEnumerable<(string Name, string Value)> OfTarget(DrawingCommand command)
    {
        if (command.Rop != RasterOp.Copy)
        {
            yield return ("rop", command.Rop.ToString().ToLowerInvariant());
        }

        if (command.Target.Clip is { } clip)
        {
            yield return ("clip", Text(clip.Length));
        }

        if (command.Target.Mask is { } mask)
        {
            yield return ("mask", Of(mask.Coverage));
        }
    }

    private static IEnumerable<(string Name, string Value)> OfCommand(DrawingCommand command) =>
        command switch
        {
            FillCommand fill => [("brush", Of(fill.Brush))],
            CopyCommand copy => [("from", $"surface {copy.SourceSurfaceId} {copy.SourceArea}")],
            ImageCommand image => [("image", Of(image.Image)), ("part", image.SourceArea.ToString())],
            GlyphsCommand glyphs => [("glyphs", Text(glyphs.Glyphs.Length)), ("brush", Of(glyphs.Brush))],
            BlendCommand blend => [("from", Of(blend.Pixels)), ("alpha", Text(blend.ConstantAlpha))],
            TransparentCommand transparent =>
            [
                ("from", Of(transparent.Pixels)),
                ("but", transparent.TransparentColor.ToString("x8", CultureInfo.InvariantCulture)),
            ],
            Rop3Command rop3 =>
            [
                ("from", Of(rop3.Pixels)),
                ("brush", Of(rop3.Brush)),
                ("code", rop3.Code.ToString("x2", CultureInfo.InvariantCulture)),
            ],
            _ => [],
        };

    private static string Of(Brush brush) =>
        brush.Pattern is { } pattern ? Of(pattern) : brush.Color.ToString("x8", CultureInfo.InvariantCulture);

    private static string Of(PixelSource source) =>
        source.Image is { } image ? $"{Of(image)} {source.Area}" : $"surface {source.SurfaceId} {source.Area}";

    private static string Of(Image image) =>
        $"{image.Width}x{image.Height} {image.Format.ToString().ToLowerInvariant()}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
