using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.TraceFormat.Payloads;

namespace TraceLab.TraceFormat.Records;

/// <summary>Drawing commands: flags and target, which all share, then what the kind adds.</summary>
internal sealed partial class EventEncoder
{
    private void WriteCommand(DrawingCommand command)
    {
        WriteTarget(command);
        switch (command)
        {
            case FillCommand fill:
                WriteBrush(fill.Brush);
                break;
            case CopyCommand copy:
                _content.Zigzag(copy.SourceSurfaceId);
                WriteSourceArea(copy.SourceArea, copy.Target.Area);
                break;
            case ImageCommand image:
                var place = new ImagePlace(
                    image.Target.SurfaceId,
                    new Point(image.Target.Area.Left, image.Target.Area.Top)
                );
                _content.Varint(payloads.Number(image.Image, place));
                WriteSourceArea(image.SourceArea, image.Target.Area);
                break;
            case GlyphsCommand glyphs:
                WriteBrush(glyphs.Brush);
                WriteGlyphs(glyphs);
                break;
            case BlendCommand blend:
                WriteSource(blend.Pixels, blend.Target.Area);
                _content.Byte(blend.ConstantAlpha);
                break;
            case TransparentCommand transparent:
                WriteSource(transparent.Pixels, transparent.Target.Area);
                _content.UInt32(transparent.TransparentColor);
                break;
            case Rop3Command rop3:
                WriteSource(rop3.Pixels, rop3.Target.Area);
                WriteBrush(rop3.Brush);
                _content.Byte(rop3.Code);
                break;
            default:
                throw new ArgumentException($"a trace cannot hold a {command.GetType().Name}", nameof(command));
        }
    }

    private void WriteTarget(DrawingCommand command)
    {
        var target = command.Target;
        var flags = FlagsOf(command);
        _content.Varint((long)flags);
        _content.Zigzag(target.SurfaceId);
        _content.Rect(target.Area);
        if (command.Rop != RasterOp.Copy)
        {
            _content.Byte(Defined(command.Rop));
        }

        var origin = new Point(target.Area.Left, target.Area.Top);
        if (target.Clip is { } clip)
        {
            _content.Varint(clip.Length);
            foreach (var rect in clip)
            {
                _content.Rect(rect, origin);
            }
        }

        if (target.Mask is { } mask)
        {
            WriteImage(mask.Coverage);
            _content.Position(mask.Origin);
        }
    }

    private static CommandFlags FlagsOf(DrawingCommand command)
    {
        var (alpha, source) = command switch
        {
            GlyphsCommand glyphs => (glyphs.Antialiased, null),
            BlendCommand blend => (blend.SourceHasAlpha, blend.Pixels.Area),
            TransparentCommand transparent => (false, transparent.Pixels.Area),
            Rop3Command rop3 => (false, rop3.Pixels.Area),
            CopyCommand copy => (false, copy.SourceArea),
            ImageCommand image => (false, image.SourceArea),
            _ => (false, (Rect?)null),
        };
        var area = command.Target.Area;
        var isScaled = source is { } from && (from.Width != area.Width || from.Height != area.Height);
        return (command.Rop == RasterOp.Copy ? CommandFlags.None : CommandFlags.HasRop)
            | (command.Target.Clip is null ? CommandFlags.None : CommandFlags.HasClip)
            | (command.Target.Mask is null ? CommandFlags.None : CommandFlags.HasMask)
            | (alpha ? CommandFlags.Alpha : CommandFlags.None)
            | (isScaled ? CommandFlags.IsScaled : CommandFlags.None);
    }

    private void WriteSource(PixelSource source, Rect targetArea)
    {
        WriteSourcePixels(source);
        WriteSourceArea(source.Area, targetArea);
    }

    // An image, or 0 and the surface.
    private void WriteSourcePixels(PixelSource source)
    {
        WriteImage(source.Image);
        if (source.Image is null)
        {
            _content.Zigzag(source.SurfaceId);
        }
    }

    // The size is left out when it is the target's; the flag IsScaled tells.
    private void WriteSourceArea(Rect source, Rect targetArea)
    {
        if (TraceLimits.IsValid(source) && source.Width == targetArea.Width && source.Height == targetArea.Height)
        {
            _content.Position(new Point(source.Left, source.Top));
        }
        else
        {
            _content.Rect(source);
        }
    }

    private void WriteBrush(Brush brush)
    {
        var flags =
            (brush.Color == 0 ? BrushFlags.None : BrushFlags.HasColor)
            | (brush.Pattern is null ? BrushFlags.None : BrushFlags.HasPattern)
            | (brush.Origin == default ? BrushFlags.None : BrushFlags.HasOrigin);
        _content.Varint((long)flags);
        if (brush.Color != 0)
        {
            _content.UInt32(brush.Color);
        }

        if (brush.Pattern is { } pattern)
        {
            WriteSourcePixels(pattern);
            _content.Rect(pattern.Area);
        }

        if (brush.Origin != default)
        {
            _content.Position(brush.Origin);
        }
    }

    // Each glyph's position is relative to the one before: in a line of text these are small numbers.
    private void WriteGlyphs(GlyphsCommand command)
    {
        _content.Varint(command.Glyphs.Length);
        var origin = new Point(command.Target.Area.Left, command.Target.Area.Top);
        foreach (var glyph in command.Glyphs)
        {
            WriteImage(glyph.Coverage);
            _content.Position(glyph.Position, origin);
            origin = glyph.Position;
        }
    }
}
