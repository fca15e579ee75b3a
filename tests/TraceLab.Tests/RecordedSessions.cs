using System.IO.Compression;
using System.Runtime.InteropServices;
using TraceLab.Capture.Spice;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

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

    /// <summary>
    /// Some events from the middle of a session, as one of their own: it begins with the surfaces as they were at that point.
    /// </summary>
    public static List<SessionEvent> Part(string name, int from, int count)
    {
        var events = Events(name);
        var surfaces = new SurfaceSet();
        var painter = new Painter(surfaces);
        events.Take(from).ToList().ForEach(painter.Apply);
        var start = events[from].TimeNanoseconds;
        var part = surfaces.Ids.Order().Select(SessionEvent (id) => AsItIs(surfaces, id)).ToList();
        part.AddRange(
            events.Skip(from).Take(count).Select(e => e with { TimeNanoseconds = e.TimeNanoseconds - start })
        );
        part.Add(new SessionEnded(part[^1].TimeNanoseconds));
        return part;
    }

    private static SurfaceCreated AsItIs(SurfaceSet surfaces, int id)
    {
        Assert.True(surfaces.TryGet(id, out var surface));
        var bytes = MemoryMarshal.AsBytes(surface.Pixels.AsSpan()).ToArray();
        var image = new Image(surface.Width, surface.Height, ImageFormat.Argb32, bytes);
        return new SurfaceCreated(0, id, surface.Width, surface.Height, surface.Format, image);
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
