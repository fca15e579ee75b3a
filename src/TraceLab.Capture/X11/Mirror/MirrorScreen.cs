using System.Runtime.InteropServices;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Mirror;

/// <summary>Pixels of the mirror's windows and pixmaps, read back (X protocol, "GetImage", ZPixmap).</summary>
internal static class MirrorScreen
{
    private const byte GetImage = 73;
    private const byte ZPixmap = 2;
    private const int ReplyHeadBytes = 32;

    /// <summary>Asks for a rectangle, which lies inside the drawable.</summary>
    public static uint AskPixels(this MirrorConnection connection, uint drawable, Rect area) =>
        connection.Ask(
            connection
                .Compose.Begin(GetImage, ZPixmap)
                .U32(drawable)
                .U16(area.Left)
                .U16(area.Top)
                .U16(area.Width)
                .U16(area.Height)
                .U32(uint.MaxValue)
                .Request
        );

    /// <summary>The pixels of 24 or 32 bits depth, rows without padding, 0xAARRGGBB; empty if the server refused.</summary>
    public static ReadOnlySpan<uint> Pixels(WireBytes answer) =>
        answer.U8(0) == 1 ? MemoryMarshal.Cast<byte, uint>(answer.Bytes[ReplyHeadBytes..]) : [];
}
