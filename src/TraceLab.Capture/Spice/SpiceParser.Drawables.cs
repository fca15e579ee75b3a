using TraceLab.Core.Faults;

namespace TraceLab.Capture.Spice;

/// <summary>Drawables: a common head, then a body by draw type.</summary>
public sealed partial class SpiceParser
{
    private SpiceDrawable ReadDrawable()
    {
        Line("drawable"u8);
        var box = ReadRect("rect bbox "u8);
        var clip = ReadClip();
        _ = Field("effect "u8);
        _ = Field("mm_time "u8);
        RejectFirstGeneration();
        var usesSelf = Field("self_bitmap "u8) != 0;
        var selfArea = ReadRect("rect self_bitmap_area "u8);
        var surfaceId = UnsignedField("surface_id "u8);
        var dependencies = new int[3];
        for (var i = 0; i < dependencies.Length; i++)
        {
            dependencies[i] = Field("surfaces_dest "u8);

            // Uninitialised guest memory when there is no dependency.
            _ = ReadRect("rect surfaces_rects "u8);
        }

        var offset = _lexer.Offset;
        var type = (SpiceDrawType)UnsignedField("type "u8);
        return new SpiceDrawable(box, clip, usesSelf, selfArea, surfaceId, dependencies, ReadDraw(type, offset));
    }

    // Drivers of the first QXL generation write another drawable, which the recorder prints without saying so.
    private void RejectFirstGeneration()
    {
        if (_lexer.Peek() == 'b')
        {
            var offset = _lexer.Offset;
            _ = Field("bitmap_offset "u8);
            throw new InputFaultException(
                "the guest has a first-generation QXL driver, whose drawables are not supported",
                offset: offset,
                expected: "'self_bitmap'",
                found: "'bitmap_offset'",
                remedy: "record the session again with a current QXL driver"
            );
        }
    }

    private SpiceDraw ReadDraw(SpiceDrawType type, long offset)
    {
        switch (type)
        {
            case SpiceDrawType.Nop:
                return new SpiceNop();
            case SpiceDrawType.Fill:
                return ReadFill();
            case SpiceDrawType.Opaque:
            case SpiceDrawType.Copy:
            case SpiceDrawType.Blend:
            case SpiceDrawType.Rop3:
                return ReadImageDraw(type);
            case SpiceDrawType.CopyBits:
                return new SpiceCopyBits(ReadPoint("point "u8));
            case SpiceDrawType.Blackness:
            case SpiceDrawType.Whiteness:
            case SpiceDrawType.Invers:
                return new SpiceMaskDraw(type, ReadMask());
            case SpiceDrawType.Stroke:
                return ReadStroke();
            case SpiceDrawType.Text:
                return ReadText();
            case SpiceDrawType.Transparent:
                return ReadTransparent();
            case SpiceDrawType.AlphaBlend:
                return ReadAlphaBlend();
            case SpiceDrawType.Composite:
                return ReadComposite();
            default:
                throw Damaged(offset, "a draw type of 0 to 14", $"{(uint)type}");
        }
    }

    private SpiceFill ReadFill()
    {
        var brush = ReadBrush();
        var rop = (SpiceRop)Field("rop_descriptor "u8);
        return new SpiceFill(brush, rop, ReadMask());
    }

    private SpiceImageDraw ReadImageDraw(SpiceDrawType type)
    {
        var image = ReadImage();
        var sourceArea = ReadRect("rect src_area "u8);
        var brush = type is SpiceDrawType.Opaque or SpiceDrawType.Rop3 ? ReadBrush() : SpiceBrush.None;
        var rop =
            type == SpiceDrawType.Rop3
                ? (SpiceRop)LimitedField("rop3 "u8, byte.MaxValue)
                : (SpiceRop)Field("rop_descriptor "u8);
        var scaleMode = UnsignedField("scale_mode "u8);
        return new SpiceImageDraw(type, image, sourceArea, brush, rop, scaleMode, ReadMask());
    }

    private SpiceStroke ReadStroke()
    {
        var path = _lexer.ReadChunks("path"u8);
        var flags = UnsignedField("attr.flags "u8);
        if ((flags & SpiceFlags.LineStyled) != 0)
        {
            var offset = _lexer.Offset;
            var segments = UnsignedField("attr.style_nseg "u8);
            var style = _lexer.ReadBlob("style"u8);
            if (style.Length != segments * 4L)
            {
                throw Damaged(offset, $"{segments * 4L} bytes of line style", $"{style.Length}");
            }
        }

        var brush = ReadBrush();
        var foreMode = (SpiceRop)Field("fore_mode "u8);
        _ = Field("back_mode "u8);
        return new SpiceStroke(path, flags, brush, foreMode);
    }

    private SpiceText ReadText()
    {
        var offset = _lexer.Offset;
        var size = UnsignedField("data_size "u8);
        var length = LimitedField("length "u8, ushort.MaxValue);
        var flags = UnsignedField("flags "u8);
        var glyphs = _lexer.ReadChunks("string"u8);
        if (glyphs.Length != size)
        {
            throw Damaged(offset, $"{size} bytes of glyphs", $"{glyphs.Length}");
        }

        var backArea = ReadRect("rect back_area "u8);
        var fore = ReadBrush();
        var back = ReadBrush();
        var foreMode = (SpiceRop)Field("fore_mode "u8);
        _ = Field("back_mode "u8);
        return new SpiceText(length, flags, glyphs, backArea, fore, back, foreMode);
    }

    private SpiceTransparent ReadTransparent()
    {
        var image = ReadImage();
        var sourceArea = ReadRect("rect src_area "u8);
        _ = Field("src_color "u8);
        return new SpiceTransparent(image, sourceArea, UnsignedField("true_color "u8));
    }

    private SpiceAlphaBlend ReadAlphaBlend()
    {
        var flags = (SpiceAlphaFlags)UnsignedField("alpha_flags "u8);
        var alpha = LimitedField("alpha "u8, byte.MaxValue);
        var image = ReadImage();
        return new SpiceAlphaBlend(flags, alpha, image, ReadRect("rect src_area "u8));
    }

    private SpiceComposite ReadComposite()
    {
        var flags = UnsignedField("flags "u8);
        var image = ReadImage();
        var sourceIsPlain = SkipTransform("src_transform "u8);
        var hasMask = LimitedField("mask "u8, 1) != 0;
        if (hasMask)
        {
            _ = ReadImage();
        }

        var maskIsPlain = SkipTransform("mask_transform "u8);
        var origin = ReadPoint("src_origin "u8);
        _ = ReadPoint("mask_origin "u8);
        return new SpiceComposite(flags, image, sourceIsPlain && maskIsPlain && !hasMask, origin);
    }

    // Whether there was no transform.
    private bool SkipTransform(ReadOnlySpan<byte> name)
    {
        if (LimitedField(name, 1) == 0)
        {
            return true;
        }

        var offset = _lexer.Offset;
        var size = _lexer.ReadBlob("transform"u8).Length;
        return size == 24 ? false : throw Damaged(offset, "24 bytes of transform", $"{size}");
    }
}
