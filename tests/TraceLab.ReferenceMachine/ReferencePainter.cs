using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.ReferenceMachine;

/// <summary>
/// What drawing commands mean, said as plainly as possible: everything is read from a copy made before the command, and
/// each pixel is decided on its own, bit by bit. Slow on purpose; shares no arithmetic with the painter.
/// </summary>
public sealed class ReferencePainter
{
    private Dictionary<int, ReferenceSurface> _before = [];

    public Dictionary<int, ReferenceSurface> Surfaces { get; } = [];

    /// <summary>Null while there is none.</summary>
    public ReferenceSurface? Screen => Surfaces.GetValueOrDefault(Surface.ScreenId);

    /// <summary>Applies any event: surfaces come and go, commands draw, everything else changes no pixel.</summary>
    public void Apply(SessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case SurfaceCreated created:
                Surfaces[created.SurfaceId] = ReferenceSurface.Of(created);
                break;
            case SurfaceDestroyed destroyed:
                Surfaces.Remove(destroyed.SurfaceId);
                break;
            case DrawingCommand command:
                Execute(command);
                break;
            default:
                break;
        }
    }

    public void Execute(DrawingCommand command)
    {
        if (!Surfaces.TryGetValue(command.Target.SurfaceId, out var target))
        {
            return;
        }

        _before = Surfaces.ToDictionary(s => s.Key, s => s.Value.Clone());
        for (var y = 0; y < target.Height; y++)
        {
            for (var x = 0; x < target.Width; x++)
            {
                if (IsVisible(command.Target, x, y))
                {
                    DrawPixel(command, target, x, y);
                }
            }
        }
    }

    private static bool IsVisible(DrawTarget target, int x, int y)
    {
        if (!target.Area.Contains(x, y) || (target.Clip is { } clip && !clip.Any(r => r.Contains(x, y))))
        {
            return false;
        }

        return target.Mask is not { } mask
            || (
                mask.Coverage.Format == ImageFormat.Alpha8
                && Coverage(mask.Coverage, x - target.Area.Left + mask.Origin.X, y - target.Area.Top + mask.Origin.Y)
                    != 0
            );
    }

    private static byte Coverage(Image image, int x, int y) =>
        x < 0 || x >= image.Width || y < 0 || y >= image.Height ? (byte)0 : image.Bytes[(y * image.Width) + x];

    private void DrawPixel(DrawingCommand command, ReferenceSurface target, int x, int y)
    {
        if (command is GlyphsCommand glyphs)
        {
            DrawGlyphs(glyphs, target, x, y);
            return;
        }

        var area = command.Target.Area;
        var d = target[x, y];
        var result = command switch
        {
            FillCommand fill => Rop(fill.Rop, Brush(fill.Brush, x, y), d),
            CopyCommand copy => Rop(copy.Rop, Source(copy.Pixels, area, x, y), d),
            ImageCommand image => Rop(image.Rop, Source(image.Pixels, area, x, y), d),
            BlendCommand blend => Over(blend, Source(blend.Pixels, area, x, y), d),
            TransparentCommand transparent => Transparent(transparent, Source(transparent.Pixels, area, x, y), d),
            Rop3Command rop3 => Rop3(rop3.Code, Brush(rop3.Brush, x, y), Source(rop3.Pixels, area, x, y), d),
            _ => throw new ArgumentException(command.ToString()),
        };
        if (result is { } pixel)
        {
            target[x, y] = pixel;
        }
    }

    // Glyphs are drawn one after the other: a later one meets what an earlier one left.
    private void DrawGlyphs(GlyphsCommand command, ReferenceSurface target, int x, int y)
    {
        foreach (var glyph in command.Glyphs.Where(g => g.Coverage.Format == ImageFormat.Alpha8))
        {
            var coverage = Coverage(glyph.Coverage, x - glyph.Position.X, y - glyph.Position.Y);
            if (coverage == 0 || Brush(command.Brush, x, y) is not { } color)
            {
                continue;
            }

            var d = target[x, y];
            target[x, y] = command.Antialiased
                ? Over(PerChannel(color | 0xFF000000, c => Times(c, coverage)), d)
                : Rop(command.Rop, color, d)!.Value;
        }
    }

    // Null where nothing can be read: then nothing is drawn.
    private uint? Brush(Brush brush, int x, int y)
    {
        if (brush.Pattern is not { } pattern)
        {
            return brush.Color;
        }

        var size = SizeOf(pattern);
        var tile = pattern.Area.Intersect(new Rect(0, 0, size.X, size.Y));
        if (tile.IsEmpty)
        {
            return null;
        }

        var (column, row) = (x - brush.Origin.X, y - brush.Origin.Y);
        while (column < 0 || row < 0)
        {
            column += column < 0 ? tile.Width : 0;
            row += row < 0 ? tile.Height : 0;
        }

        return PixelOf(pattern, tile.Left + (column % tile.Width), tile.Top + (row % tile.Height));
    }

    private uint? Source(PixelSource source, Rect target, int x, int y)
    {
        var size = SizeOf(source);
        if (size == default || source.Area.IsEmpty)
        {
            return null;
        }

        var (sx, sy) = (x - target.Left, y - target.Top);
        if (source.Area.Width != target.Width || source.Area.Height != target.Height)
        {
            sx = Nearest(sx, source.Area.Width, target.Width);
            sy = Nearest(sy, source.Area.Height, target.Height);
        }

        (sx, sy) = (sx + source.Area.Left, sy + source.Area.Top);
        return sx < 0 || sx >= size.X || sy < 0 || sy >= size.Y ? null : PixelOf(source, sx, sy);
    }

    // The pixel centre is mapped in steps of 1/65536, ties towards the pixel before: the arithmetic of pixman.
    private static int Nearest(int position, int sourceLength, int targetLength)
    {
        var scale = Math.Floor(sourceLength * 65536.0 / targetLength);
        var mapped = Math.Floor((((position + 0.5) * 65536 * scale) + 32768) / 65536);
        return (int)Math.Floor((mapped - 1) / 65536);
    }

    // Zero where there are no pixels to read: a missing surface, or an image that is only coverage.
    private Point SizeOf(PixelSource source)
    {
        if (source.Image is { } image)
        {
            return image.Format == ImageFormat.Alpha8 ? default : new Point(image.Width, image.Height);
        }

        return _before.TryGetValue(source.SurfaceId, out var surface)
            ? new Point(surface.Width, surface.Height)
            : default;
    }

    private uint PixelOf(PixelSource source, int x, int y) =>
        source.Image is { } image
            ? BitConverter.ToUInt32(image.Bytes[(((y * image.Width) + x) * 4)..])
            : _before[source.SurfaceId][x, y];

    // The operation's number is its truth table, from (1,1) in bit 0 to (0,0) in bit 3.
    private static uint? Rop(RasterOp op, uint? source, uint d) =>
        source is { } s ? PerBit(bit => (int)op >> (3 - (2 * Bit(s, bit)) - Bit(d, bit))) : null;

    private static uint? Rop3(byte code, uint? pattern, uint? source, uint d) =>
        pattern is { } p && source is { } s
            ? PerBit(bit => code >> ((4 * Bit(p, bit)) + (2 * Bit(s, bit)) + Bit(d, bit)))
            : null;

    private static uint? Transparent(TransparentCommand command, uint? source, uint d) =>
        source is { } s ? ((s & 0xFFFFFF) == (command.TransparentColor & 0xFFFFFF) ? d : s) : null;

    private static uint? Over(BlendCommand command, uint? source, uint d)
    {
        if (source is not { } s)
        {
            return null;
        }

        var opaque = command.SourceHasAlpha ? s : s | 0xFF000000;
        return Over(PerChannel(opaque, c => Times(c, command.ConstantAlpha)), d);
    }

    private static uint Over(uint source, uint d)
    {
        var kept = 255 - (source >> 24);
        return PerChannel(source, d, (s, below) => Math.Min(255, s + Times(below, kept)));
    }

    // a·b of parts of 255, rounded to the nearest.
    private static uint Times(uint a, uint b) => (uint)Math.Floor((a * b / 255.0) + 0.5);

    private static uint PerChannel(uint pixel, Func<uint, uint> channel) => PerChannel(pixel, 0, (c, _) => channel(c));

    private static uint PerChannel(uint a, uint b, Func<uint, uint, uint> channel)
    {
        uint result = 0;
        for (var shift = 0; shift < 32; shift += 8)
        {
            result |= channel((a >> shift) & 0xFF, (b >> shift) & 0xFF) << shift;
        }

        return result;
    }

    private static uint PerBit(Func<int, int> table)
    {
        uint result = 0;
        for (var bit = 0; bit < 32; bit++)
        {
            result |= (uint)(table(bit) & 1) << bit;
        }

        return result;
    }

    private static int Bit(uint value, int bit) => (int)(value >> bit) & 1;
}
