using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Model;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>The pixel formats of RENDER, as the server numbers them (Render protocol, "QueryPictFormats").</summary>
internal static class PictureFormats
{
    private const byte QueryFormats = 1;
    private const int HeadBytes = 32;
    private const int FormatBytes = 28;

    public static void Ask(MirrorSession mirror, Dictionary<uint, PictureFormat> formats)
    {
        var own = mirror.Own;
        var answer = own.Answer(own.Ask(own.Compose.Begin(own.OpcodeOf("RENDER"), QueryFormats).Request));
        for (var i = 0; i < answer.U32(8); i++)
        {
            var format = answer.From(HeadBytes + (i * FormatBytes));
            formats[format.U32(0)] = new PictureFormat(
                format.U8(5),
                AlphaMask: format.U16(22),
                RedMask: format.U16(10),
                RedShift: (byte)format.U16(8)
            );
        }
    }
}
