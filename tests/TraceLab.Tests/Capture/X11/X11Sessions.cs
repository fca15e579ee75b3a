using System.IO.Compression;
using System.Runtime.InteropServices;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Tests.Capture.X11;

/// <summary>Wire logs of real sessions, with what their server's root window showed at the last look of its recorder.</summary>
internal static class X11Sessions
{
    public static readonly string[] Names = ["twm", "xterm"];

    public static WireSession Session(string name) => WireSession.ReadBeside(PathOf($"{name}.bin.gz"));

    /// <summary>The log, inflated while it is read.</summary>
    public static Stream Log(string name) =>
        new GZipStream(File.OpenRead(PathOf($"{name}.bin.gz")), CompressionMode.Decompress);

    /// <summary>0x00RRGGBB a pixel, top row first.</summary>
    public static uint[] Screen(string name)
    {
        using var file = new GZipStream(File.OpenRead(PathOf($"{name}.final.gz")), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        file.CopyTo(plain);
        return [.. MemoryMarshal.Cast<byte, uint>(plain.ToArray()).ToArray().Select(p => p & 0x00FFFFFF)];
    }

    public static string PathOf(string file) => Path.Combine(TestFolders.Data, "x11", file);
}
