using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>The pixel formats of RENDER, as the mirror numbers them.</summary>
internal static class PictureFormats
{
    public static void Ask(MirrorSession mirror, Dictionary<uint, PictureFormat> formats)
    {
        foreach (var format in ServerFormat.ListIn(mirror.Own.AskFormats()))
        {
            formats[format.Id] = new PictureFormat(
                format.Depth,
                AlphaMask: format.AlphaMask,
                RedMask: format.RedMask,
                RedShift: (byte)format.RedShift
            );
        }
    }
}
