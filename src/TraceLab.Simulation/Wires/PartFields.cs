using System.Buffers.Binary;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Wires;

/// <summary>Writes the fields of a part, each as its wire writes such numbers.</summary>
internal interface IFieldWriter
{
    void PutByte(byte value);

    /// <summary>A number that is rarely large and never negative.</summary>
    void PutCount(int value);

    void PutSigned(int value);

    void PutBytes(ReadOnlySpan<byte> bytes);
}

/// <summary>The opposite of <see cref="IFieldWriter"/>; all throw <see cref="InvalidDataException"/> where bytes are missing.</summary>
internal interface IFieldReader
{
    byte NextByte();

    int NextCount();

    int NextSigned();

    ReadOnlySpan<byte> NextBytes(int length);

    /// <summary>Bytes not yet read: nothing that is announced can need more.</summary>
    int BytesLeft { get; }
}

/// <summary>
/// The fields of a <see cref="DrawPart"/> after area and clip list, the same on every wire of this tool: kind and flags, then
/// only what the flags announce. Written once here, so that wires differ in how they write numbers and in nothing else.
/// </summary>
internal static class PartFields
{
    private const byte SurfaceFlag = 1;
    private const byte RopFlag = 2;
    private const byte MaskFlag = 4;
    private const byte PixelsFlag = 8;
    private const byte BrushFlag = 16;
    private const byte PatternFlag = 32;
    private const byte GlyphsFlag = 64;
    private const byte AlphaFlag = 128;
    private const int CarriedForms = (int)ImageForm.Argb;

    public static void Write(IFieldWriter output, DrawPart part)
    {
        output.PutByte((byte)part.Kind);
        output.PutByte(FlagsOf(part));
        if (part.SurfaceId != 0)
        {
            output.PutSigned(part.SurfaceId);
        }

        if (part.Rop != RasterOp.Copy)
        {
            output.PutByte((byte)part.Rop);
        }

        if (part.Mask is { } mask)
        {
            WriteImage(output, mask.Coverage);
            WritePoint(output, mask.Origin, default);
        }

        if (part.Pixels is { } pixels)
        {
            WriteSource(output, pixels, part.Area);
        }

        if (part.Brush is { } brush)
        {
            WriteBrush(output, brush);
        }

        if (part.Glyphs.Count > 0)
        {
            WriteGlyphs(output, part.Glyphs, part.Area);
        }

        WriteExtras(output, part);
    }

    public static DrawPart Read<T>(ref T input, Rect area, Rect[] clip)
        where T : IFieldReader, allows ref struct
    {
        var kind = (CommandKind)input.NextByte();
        var flags = input.NextByte();
        // In the order in which they were written.
        return new DrawPart
        {
            Kind = kind,
            Area = area,
            Clip = clip.Length == 0 ? null : clip,
            HasAlpha = (flags & AlphaFlag) != 0,
            SurfaceId = (flags & SurfaceFlag) == 0 ? 0 : input.NextSigned(),
            Rop = (flags & RopFlag) == 0 ? RasterOp.Copy : (RasterOp)(input.NextByte() & 15),
            Mask = (flags & MaskFlag) == 0 ? null : new MaskPart(ReadImage(ref input), ReadPoint(ref input, default)),
            Pixels = (flags & PixelsFlag) == 0 ? null : ReadSource(ref input, area),
            Brush = (flags & BrushFlag) == 0 ? null : ReadBrush(ref input, (flags & PatternFlag) != 0),
            Glyphs = (flags & GlyphsFlag) == 0 ? [] : ReadGlyphs(ref input, area),
            Code = kind is CommandKind.Blend or CommandKind.Rop3 ? input.NextByte() : (byte)0,
            TransparentColor = kind is CommandKind.Transparent ? ReadColor(ref input) : 0,
        };
    }

    // One number says the form of a carried image, or the slot of one that is not.
    public static void WriteImage(IFieldWriter output, in ImageItem image)
    {
        if (image.Form == ImageForm.Slot)
        {
            output.PutCount(image.Slot + CarriedForms);
            return;
        }

        output.PutCount((int)image.Form - 1);
        output.PutCount(image.Width);
        output.PutCount(image.Height);
        WritePayload(output, image.Payload.Span);
        if (image.Form == ImageForm.Argb)
        {
            WritePayload(output, image.Alpha.Span);
        }
    }

    public static ImageItem ReadImage<T>(ref T input)
        where T : IFieldReader, allows ref struct
    {
        var head = input.NextCount();
        if (head >= CarriedForms)
        {
            return ImageItem.Named(head - CarriedForms);
        }

        var form = (ImageForm)(head + 1);
        return new ImageItem
        {
            Form = form,
            Width = input.NextCount(),
            Height = input.NextCount(),
            Payload = input.NextBytes(input.NextCount()).ToArray(),
            Alpha = form == ImageForm.Argb ? input.NextBytes(input.NextCount()).ToArray() : default,
        };
    }

    private static byte FlagsOf(DrawPart part) =>
        (byte)(
            (part.SurfaceId == 0 ? 0 : SurfaceFlag)
            | (part.Rop == RasterOp.Copy ? 0 : RopFlag)
            | (part.Mask is null ? 0 : MaskFlag)
            | (part.Pixels is null ? 0 : PixelsFlag)
            | (part.Brush is null ? 0 : BrushFlag)
            | (part.Brush?.Pattern is null ? 0 : PatternFlag)
            | (part.Glyphs.Count == 0 ? 0 : GlyphsFlag)
            | (part.HasAlpha ? AlphaFlag : 0)
        );

    private static void WriteExtras(IFieldWriter output, DrawPart part)
    {
        if (part.Kind is CommandKind.Blend or CommandKind.Rop3)
        {
            output.PutByte(part.Code);
        }
        else if (part.Kind is CommandKind.Transparent)
        {
            WriteColor(output, part.TransparentColor);
        }
    }

    private static void WritePayload(IFieldWriter output, ReadOnlySpan<byte> payload)
    {
        output.PutCount(payload.Length);
        output.PutBytes(payload);
    }

    private static void WriteSource(IFieldWriter output, SourcePart source, Rect near)
    {
        output.PutByte(source.Image is null ? (byte)0 : (byte)1);
        if (source.Image is { } image)
        {
            WriteImage(output, image);
        }
        else
        {
            output.PutSigned(source.SurfaceId);
        }

        WritePoint(output, new Point(source.Area.Left, source.Area.Top), default);
        output.PutSigned(source.Area.Width - near.Width);
        output.PutSigned(source.Area.Height - near.Height);
    }

    private static SourcePart ReadSource<T>(ref T input, Rect near)
        where T : IFieldReader, allows ref struct
    {
        var isImage = input.NextByte() != 0;
        ImageItem? image = isImage ? ReadImage(ref input) : null;
        var surface = isImage ? -1 : input.NextSigned();
        var origin = ReadPoint(ref input, default);
        var size = new Point(input.NextSigned() + near.Width, input.NextSigned() + near.Height);
        return new SourcePart(image, surface, Rect.FromSize(origin.X, origin.Y, size.X, size.Y));
    }

    private static void WriteBrush(IFieldWriter output, BrushPart brush)
    {
        if (brush.Pattern is not { } pattern)
        {
            WriteColor(output, brush.Color);
            return;
        }

        WriteSource(output, pattern, default);
        WritePoint(output, brush.Origin, default);
    }

    private static BrushPart ReadBrush<T>(ref T input, bool hasPattern)
        where T : IFieldReader, allows ref struct =>
        hasPattern
            ? new BrushPart(0, ReadSource(ref input, default), ReadPoint(ref input, default))
            : new BrushPart(ReadColor(ref input), null, default);

    // Each glyph lies near the one before it, the first near the area's corner.
    private static void WriteGlyphs(IFieldWriter output, IReadOnlyList<GlyphPart> glyphs, Rect area)
    {
        output.PutCount(glyphs.Count);
        var before = new Point(area.Left, area.Top);
        foreach (var glyph in glyphs)
        {
            WriteImage(output, glyph.Coverage);
            WritePoint(output, glyph.Position, before);
            before = glyph.Position;
        }
    }

    private static GlyphPart[] ReadGlyphs<T>(ref T input, Rect area)
        where T : IFieldReader, allows ref struct
    {
        var count = input.NextCount();
        if (count > input.BytesLeft / 3)
        {
            throw new InvalidDataException($"part: {count} glyphs do not fit into the frame");
        }

        var glyphs = new GlyphPart[count];
        var before = new Point(area.Left, area.Top);
        for (var i = 0; i < count; i++)
        {
            var coverage = ReadImage(ref input);
            before = ReadPoint(ref input, before);
            glyphs[i] = new GlyphPart(coverage, before);
        }

        return glyphs;
    }

    private static void WritePoint(IFieldWriter output, Point point, Point near)
    {
        output.PutSigned(point.X - near.X);
        output.PutSigned(point.Y - near.Y);
    }

    private static Point ReadPoint<T>(ref T input, Point near)
        where T : IFieldReader, allows ref struct => new(near.X + input.NextSigned(), near.Y + input.NextSigned());

    private static void WriteColor(IFieldWriter output, uint color)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, color);
        output.PutBytes(bytes);
    }

    private static uint ReadColor<T>(ref T input)
        where T : IFieldReader, allows ref struct =>
        BinaryPrimitives.ReadUInt32LittleEndian(input.NextBytes(sizeof(uint)));
}
