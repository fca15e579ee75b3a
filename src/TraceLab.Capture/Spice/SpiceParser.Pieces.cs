using System.Buffers.Binary;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>The pieces that several draw types share.</summary>
public sealed partial class SpiceParser
{
    // A palette's count is a 16-bit field of the device.
    private const uint MaxPaletteEntries = ushort.MaxValue;

    // Far more than a window system has ever made of one drawing.
    private const uint MaxClipRectangles = 1 << 20;

    private Point ReadPoint(ReadOnlySpan<byte> name)
    {
        var line = _lexer.ReadLine();
        line.Keyword(name);
        var x = line.Int32();
        line.Space();
        var y = line.Int32();
        line.End();
        return new Point(x, y);
    }

    // Rectangles are printed top, left, bottom, right.
    private Rect ReadRect(ReadOnlySpan<byte> name)
    {
        var line = _lexer.ReadLine();
        line.Keyword(name);
        var top = line.Int32();
        line.Space();
        var left = line.Int32();
        line.Space();
        var bottom = line.Int32();
        line.Space();
        var right = line.Int32();
        line.End();
        return new Rect(left, top, right, bottom);
    }

    private Rect[]? ReadClip()
    {
        if (LimitedField("type "u8, 1) == 0)
        {
            return null;
        }

        var offset = _lexer.Offset;
        var count = LimitedField("num_rects "u8, MaxClipRectangles);
        var bytes = _lexer.ReadChunks("clip_rects"u8);
        if (bytes.Length != count * 16L)
        {
            throw Damaged(offset, $"{count * 16L} bytes of clip rectangles", $"{bytes.Length}");
        }

        var rects = count == 0 ? NoRects : new Rect[count];
        for (var i = 0; i < rects.Length; i++)
        {
            var packed = bytes.AsSpan(i * 16, 16);
            rects[i] = new Rect(
                BinaryPrimitives.ReadInt32LittleEndian(packed[4..]),
                BinaryPrimitives.ReadInt32LittleEndian(packed),
                BinaryPrimitives.ReadInt32LittleEndian(packed[12..]),
                BinaryPrimitives.ReadInt32LittleEndian(packed[8..])
            );
        }

        return rects;
    }

    private SpiceBrush ReadBrush()
    {
        switch ((SpiceBrushType)LimitedField("type "u8, 2))
        {
            case SpiceBrushType.Solid:
                return new SpiceBrush(SpiceBrushType.Solid, UnsignedField("u.color "u8), null, default);
            case SpiceBrushType.Pattern:
                var pattern = ReadImage();
                return new SpiceBrush(SpiceBrushType.Pattern, 0, pattern, ReadPoint("point "u8));
            default:
                return SpiceBrush.None;
        }
    }

    private SpiceMask ReadMask()
    {
        var flags = UnsignedField("flags "u8);
        var origin = ReadPoint("point "u8);
        return new SpiceMask(flags, origin, ReadImage());
    }

    private SpiceImage? ReadImage()
    {
        if (LimitedField("image "u8, 1) == 0)
        {
            return null;
        }

        _ = LongField("descriptor.id "u8);
        var offset = _lexer.Offset;
        var type = (SpiceImageType)UnsignedField("descriptor.type "u8);
        var flags = UnsignedField("descriptor.flags "u8);
        _ = Field("descriptor.width "u8);
        _ = Field("descriptor.height "u8);
        switch (type)
        {
            case SpiceImageType.Bitmap:
                return new SpiceImage(type, flags, ReadBitmap(), 0, 0);
            case SpiceImageType.Surface:
                return new SpiceImage(type, flags, null, UnsignedField("surface_image.surface_id "u8), 0);
            case SpiceImageType.Quic:
                return new SpiceImage(type, flags, null, 0, ReadQuic());
            default:
                throw Damaged(offset, "an image type of 0, 1 or 104", $"{(uint)type}");
        }
    }

    private long ReadQuic()
    {
        var offset = _lexer.Offset;
        var size = UnsignedField("quic.data_size "u8);
        var found = _lexer.ReadChunks("quic.data"u8).LongLength;
        return size == found ? found : throw Damaged(offset, $"{size} bytes of QUIC data", $"{found}");
    }

    private SpiceBitmap ReadBitmap()
    {
        var offset = _lexer.Offset;
        var format = (SpiceBitmapFormat)UnsignedField("bitmap.format "u8);
        var flags = UnsignedField("bitmap.flags "u8);
        var width = UnsignedField("bitmap.x "u8);
        var height = UnsignedField("bitmap.y "u8);
        var stride = UnsignedField("bitmap.stride "u8);
        var palette = LimitedField("has_palette "u8, 1) == 0 ? null : ReadPalette();
        var data =
            (flags & SpiceFlags.BitmapDirect) != 0
                ? _lexer.ReadBlob("image_data_flat"u8)
                : _lexer.ReadChunks("bitmap.data"u8);
        if (data.Length != (long)height * stride)
        {
            throw Damaged(offset, $"{(long)height * stride} bytes of bitmap", $"{data.Length}");
        }

        return new SpiceBitmap(format, flags, width, height, stride, palette, data);
    }

    private uint[] ReadPalette()
    {
        var count = LimitedField("qp.num_ents "u8, MaxPaletteEntries);
        _ = LongField("unique "u8);
        var entries = new uint[count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = UnsignedField("ents "u8);
        }

        return entries;
    }
}
