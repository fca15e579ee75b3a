namespace TraceLab.Capture.Spice;

/// <summary>Surfaces: the primary one of the device and those that guest commands create and destroy.</summary>
public sealed partial class SpiceParser
{
    // A surface that the server refused leaves the event without payload: the next event follows at once.
    private SpicePrimary? ReadPrimary()
    {
        var next = _lexer.Peek();
        if (next == 'e')
        {
            return null;
        }

        var offset = _lexer.Offset;
        var line = _lexer.ReadLine();
        var width = line.UInt32();
        line.Space();
        var height = line.UInt32();
        line.Space();
        var stride = line.Int32();
        line.Space();
        var format = (SpiceSurfaceFormat)line.UInt32();
        line.End();

        line = _lexer.ReadLine();
        _ = line.Int32();
        line.Space();
        _ = line.Int32();
        line.Space();
        var flags = line.UInt32();
        line.Space();
        _ = line.Int32();
        line.End();

        // Without the flag the server clears the memory, whatever the recorder found in it.
        var isKept = (flags & SpiceFlags.KeepData) != 0;
        var data = isKept ? _lexer.ReadBlob("data"u8) : null;
        var size = data?.Length ?? _lexer.SkipBlob("data"u8);
        if (size != 0)
        {
            RequireSurfaceBytes(offset, height, stride, size);
        }

        return new SpicePrimary(width, height, stride, format, size == 0 ? null : data);
    }

    private SpicePayload ReadSurface()
    {
        Line("surface_cmd"u8);
        var id = UnsignedField("surface_id "u8);
        var isDestroy = LimitedField("type "u8, 1) == 1;
        var flags = UnsignedField("flags "u8);
        if (isDestroy)
        {
            return new SpiceSurfaceDestroy(id);
        }

        var offset = _lexer.Offset;
        var format = (SpiceSurfaceFormat)UnsignedField("u.surface_create.format "u8);
        var width = UnsignedField("u.surface_create.width "u8);
        var height = UnsignedField("u.surface_create.height "u8);
        var stride = Field("u.surface_create.stride "u8);
        byte[]? data = null;
        if ((flags & SpiceFlags.KeepData) != 0)
        {
            data = _lexer.ReadBlob("data"u8);
            RequireSurfaceBytes(offset, height, stride, data.Length);
        }

        return new SpiceSurfaceCreate(id, format, width, height, stride, data);
    }

    private static void RequireSurfaceBytes(long offset, uint height, int stride, int size)
    {
        var expected = height * Math.Abs((long)stride);
        if (size != expected)
        {
            throw Damaged(offset, $"{expected} bytes of surface", $"{size}");
        }
    }
}
