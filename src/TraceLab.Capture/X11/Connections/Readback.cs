using System.Runtime.InteropServices;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Connections;

/// <summary>Pixels of windows and pixmaps, read back (X protocol, "GetImage", ZPixmap).</summary>
internal static class Readback
{
    private const byte GetImage = 73;
    private const byte ZPixmap = 2;
    private const int ReplyHeadBytes = 32;

    /// <summary>Asks for a rectangle, which lies inside the drawable.</summary>
    public static uint AskPixels(this XConnection connection, uint drawable, Rect area) =>
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

    /// <summary>
    /// Takes over the pixels of a mask of 1 or 8 bits depth, one byte each; those of depth 1 become 0 or 255. Nothing if the
    /// server refused.
    /// </summary>
    public static void ReadCoverage(WireBytes answer, Rect area, byte depth, Span<byte> coverage, int stride)
    {
        if (answer.U8(0) != 1 || coverage.IsEmpty)
        {
            return;
        }

        var rows = answer.Bytes[ReplyHeadBytes..];
        var rowBytes = ((area.Width * depth) + 31) / 32 * 4;
        for (var y = 0; y < area.Height; y++)
        {
            var row = rows.Slice(y * rowBytes, rowBytes);
            var target = coverage.Slice(((area.Top + y) * stride) + area.Left, area.Width);
            if (depth == 8)
            {
                row[..area.Width].CopyTo(target);
                continue;
            }

            for (var x = 0; x < area.Width; x++)
            {
                target[x] = (row[x >> 3] >> (x & 7) & 1) != 0 ? (byte)255 : (byte)0;
            }
        }
    }
}
