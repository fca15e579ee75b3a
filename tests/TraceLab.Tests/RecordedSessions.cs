using System.IO.Compression;
using TraceLab.Capture.Spice;
using TraceLab.Core.Commands;

namespace TraceLab.Tests;

/// <summary>The sessions recorded from a real server, with that server's own screen at their end.</summary>
internal static class RecordedSessions
{
    public static readonly string[] Names = ["moves", "scroll"];

    /// <summary>The recording as the server wrote it.</summary>
    public static byte[] Recording(string name) => Inflate($"{name}.spice.gz");

    /// <summary>1024×768 pixels, 4 bytes each, B G R x, top row first.</summary>
    public static byte[] Screen(string name) => Inflate($"{name}.screen.gz");

    public static List<SessionEvent> Events(string name)
    {
        var events = new List<SessionEvent>();
        SpiceImporter.Import(new MemoryStream(Recording(name)), events.Add);
        return events;
    }

    private static byte[] Inflate(string file)
    {
        using var stream = File.OpenRead(Path.Combine(TestFolders.Data, "spice", file));
        using var gzip = new GZipStream(stream, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
