namespace TraceLab.Capture.X11.Protocol;

/// <summary>A pixel format of RENDER as a server numbers it (Render protocol, "QueryPictFormats").</summary>
public readonly record struct ServerFormat(
    uint Id,
    byte Depth,
    ushort RedShift,
    ushort RedMask,
    ushort GreenShift,
    ushort GreenMask,
    ushort BlueShift,
    ushort BlueMask,
    ushort AlphaShift,
    ushort AlphaMask
)
{
    private const int HeadBytes = 32;
    private const int FormatBytes = 28;

    /// <summary>The formats in a reply to QueryPictFormats; none in an error.</summary>
    public static IReadOnlyList<ServerFormat> ListIn(WireBytes reply)
    {
        var formats = new List<ServerFormat>();
        for (
            var at = HeadBytes;
            reply.U8(0) == 1 && formats.Count < reply.U32(8) && at < reply.Length;
            at += FormatBytes
        )
        {
            formats.Add(
                new ServerFormat(
                    reply.U32(at),
                    reply.U8(at + 5),
                    reply.U16(at + 8),
                    reply.U16(at + 10),
                    reply.U16(at + 12),
                    reply.U16(at + 14),
                    reply.U16(at + 16),
                    reply.U16(at + 18),
                    reply.U16(at + 20),
                    reply.U16(at + 22)
                )
            );
        }

        return formats;
    }
}
