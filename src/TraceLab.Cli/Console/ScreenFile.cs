using System.Runtime.InteropServices;
using SkiaSharp;
using TraceLab.Core.Pixels;

namespace TraceLab.Cli.Console;

/// <summary>Screens as files; the extension names the format.</summary>
internal static class ScreenFile
{
    public static bool IsKnown(FileInfo file) => file.Extension is ".png" or ".bgrx";

    public static void Write(Surface screen, FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Create, FileAccess.Write);
        if (file.Extension == ".bgrx")
        {
            stream.Write(MemoryMarshal.AsBytes(screen.ReadPixels));
            return;
        }

        var layout = new SKImageInfo(screen.Width, screen.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        using var image = SKImage.FromPixelCopy(layout, MemoryMarshal.AsBytes(screen.ReadPixels));
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        png.SaveTo(stream);
    }
}
