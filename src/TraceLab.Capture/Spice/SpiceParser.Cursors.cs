namespace TraceLab.Capture.Spice;

/// <summary>Cursor commands.</summary>
public sealed partial class SpiceParser
{
    private SpiceCursor ReadCursor()
    {
        Line("cursor_cmd"u8);
        var type = (SpiceCursorType)LimitedField("type "u8, 3);
        switch (type)
        {
            case SpiceCursorType.Set:
                var position = ReadPoint("point16 "u8);
                var visible = Field("u.set.visible "u8) != 0;
                return new SpiceCursor(type, position, visible, ReadShape());
            case SpiceCursorType.Move:
                return new SpiceCursor(type, ReadPoint("point16 "u8), true, null);
            case SpiceCursorType.Trail:
                _ = Field("u.trail.length "u8);
                _ = Field("u.trail.frequency "u8);
                return new SpiceCursor(type, default, true, null);
            default:
                return new SpiceCursor(type, default, false, null);
        }
    }

    private SpiceCursorShape ReadShape()
    {
        _ = LongField("header.unique "u8);
        var type = UnsignedField("header.type "u8);
        var width = LimitedField("header.width "u8, ushort.MaxValue);
        var height = LimitedField("header.height "u8, ushort.MaxValue);
        var hotX = LimitedField("header.hot_spot_x "u8, ushort.MaxValue);
        var hotY = LimitedField("header.hot_spot_y "u8, ushort.MaxValue);

        // The server takes the lesser of this size and what the chunks hold.
        var size = UnsignedField("data_size "u8);
        var data = _lexer.ReadChunks("cursor"u8);
        if (size < data.Length)
        {
            data = data[..(int)size];
        }

        return new SpiceCursorShape(type, (int)width, (int)height, (int)hotX, (int)hotY, data);
    }
}
