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

        var data = _lexer.ReadBlob("data"u8);
        if (data.Length != 0)
        {
            RequireSurfaceBytes(offset, height, stride, data);
        }

        return new SpicePrimary(width, height, stride, format, flags, data);
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
            RequireSurfaceBytes(offset, height, stride, data);
        }

        return new SpiceSurfaceCreate(id, format, width, height, stride, data);
    }

    private static void RequireSurfaceBytes(long offset, uint height, int stride, byte[] data)
    {
        var expected = height * Math.Abs((long)stride);
        if (data.Length != expected)
        {
            throw Damaged(offset, $"{expected} bytes of surface", $"{data.Length}");
        }
    }
}
