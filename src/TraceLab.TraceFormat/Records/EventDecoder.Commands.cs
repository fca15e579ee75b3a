using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.TraceFormat.Records;

/// <summary>Drawing commands, field by field as <see cref="EventEncoder"/> writes them.</summary>
internal sealed partial class EventDecoder
{
    // Number, two distances: the least a glyph takes; and the least a rectangle does.
    private const int MinGlyphBytes = 3;
    private const int MinRectBytes = 4;

    private DrawingCommand ReadCommand(Opcode opcode, long time)
    {
        var flags = (CommandFlags)record.Flags((int)CommandFlags.All);
        var (target, rop) = ReadTarget(flags);
        return opcode switch
        {
            Opcode.Fill => new FillCommand(time, target, ReadBrush(), rop),
            Opcode.Copy => new CopyCommand(time, target, record.Int32(), ReadSourceArea(flags, target), rop),
            Opcode.Image => new ImageCommand(time, target, ReadImage(), ReadSourceArea(flags, target), rop),
            Opcode.Glyphs => ReadGlyphs(time, target, flags, rop),
            Opcode.Blend => new BlendCommand(
                time,
                target,
                ReadSource(flags, target),
                record.Byte(),
                flags.HasFlag(CommandFlags.Alpha)
            ),
            Opcode.Transparent => new TransparentCommand(time, target, ReadSource(flags, target), record.UInt32()),
            _ => new Rop3Command(time, target, ReadSource(flags, target), ReadBrush(), record.Byte()),
        };
    }

    private (DrawTarget Target, RasterOp Rop) ReadTarget(CommandFlags flags)
    {
        var surfaceId = record.Int32();
        var area = record.Rect();
        var rop = flags.HasFlag(CommandFlags.HasRop) ? Defined((RasterOp)record.Byte()) : RasterOp.Copy;
        var clip = flags.HasFlag(CommandFlags.HasClip) ? ReadClip(new Point(area.Left, area.Top)) : null;
        var mask = flags.HasFlag(CommandFlags.HasMask) ? new Mask(ReadImage(), record.Position()) : null;
        return (new DrawTarget(surfaceId, area, clip, mask), rop);
    }

    private Rect[] ReadClip(Point origin)
    {
        var clip = new Rect[record.Count(MinRectBytes)];
        for (var i = 0; i < clip.Length; i++)
        {
            clip[i] = record.Rect(origin);
        }

        return clip;
    }

    private PixelSource ReadSource(CommandFlags flags, DrawTarget target) =>
        payloads.Image(record) is { } image
            ? PixelSource.Of(image, ReadSourceArea(flags, target))
            : PixelSource.Of(record.Int32(), ReadSourceArea(flags, target));

    private Rect ReadSourceArea(CommandFlags flags, DrawTarget target)
    {
        if (flags.HasFlag(CommandFlags.IsScaled))
        {
            return record.Rect();
        }

        var (left, top) = record.Position();
        return record.RectOfSize(left, top, target.Area.Width, target.Area.Height);
    }

    private Brush ReadBrush()
    {
        var flags = (BrushFlags)record.Flags((int)BrushFlags.All);
        var color = flags.HasFlag(BrushFlags.HasColor) ? record.UInt32() : 0;
        var pattern = flags.HasFlag(BrushFlags.HasPattern) ? ReadPattern() : null;
        var origin = flags.HasFlag(BrushFlags.HasOrigin) ? record.Position() : default;
        return new Brush(color, pattern, origin);
    }

    private PixelSource ReadPattern() =>
        payloads.Image(record) is { } image
            ? PixelSource.Of(image, record.Rect())
            : PixelSource.Of(record.Int32(), record.Rect());

    private GlyphsCommand ReadGlyphs(long time, DrawTarget target, CommandFlags flags, RasterOp rop)
    {
        var brush = ReadBrush();
        var glyphs = new Glyph[record.Count(MinGlyphBytes)];
        var origin = new Point(target.Area.Left, target.Area.Top);
        for (var i = 0; i < glyphs.Length; i++)
        {
            var coverage = ReadImage();
            origin = record.Position(origin);
            glyphs[i] = new Glyph(coverage, origin);
        }

        return new GlyphsCommand(time, target, glyphs, brush, flags.HasFlag(CommandFlags.Alpha), rop);
    }
}
