using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>How many payload bytes an event carries, each use counted. Writer and reader count alike.</summary>
internal static class PayloadBytes
{
    public static long Of(SessionEvent sessionEvent) =>
        sessionEvent switch
        {
            DrawingCommand command => Of(command.Target.Mask?.Coverage) + OfOwn(command),
            SurfaceCreated created => Of(created.Initial),
            CursorChanged { Shape: { } shape } => shape.Data.Length,
            _ => 0,
        };

    private static long OfOwn(DrawingCommand command) =>
        command switch
        {
            FillCommand fill => Of(fill.Brush),
            ImageCommand image => Of(image.Image),
            GlyphsCommand glyphs => Of(glyphs.Brush) + Of(glyphs.Glyphs),
            BlendCommand blend => Of(blend.Pixels.Image),
            TransparentCommand transparent => Of(transparent.Pixels.Image),
            Rop3Command rop3 => Of(rop3.Pixels.Image) + Of(rop3.Brush),
            _ => 0,
        };

    private static long Of(Brush brush) => Of(brush.Pattern?.Image);

    private static long Of(Image? image) => image?.Bytes.Length ?? 0;

    private static long Of(Glyph[] glyphs)
    {
        var bytes = 0L;
        foreach (var glyph in glyphs)
        {
            bytes += glyph.Coverage.Bytes.Length;
        }

        return bytes;
    }
}
