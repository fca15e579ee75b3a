using System.IO.Compression;
using TraceLab.Capture.Spice;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>Recordings of real sessions, held against screenshots that the X server itself gave.</summary>
public sealed class RecordedSessionTests
{
    [Theory]
    [InlineData("moves", 1229, 807, 66)]
    [InlineData("scroll", 581, 944, 76)]
    public void A_recorded_session_ends_with_the_screen_that_its_server_showed(
        string name,
        int fills,
        int images,
        int copies
    )
    {
        var surfaces = new SurfaceSet();
        var painter = new Painter(surfaces);
        using var file = File.OpenRead(Recording(name));
        var result = SpiceImporter.Import(file, painter.Apply);

        Assert.Equal(fills, result.Commands[(int)CommandKind.Fill]);
        Assert.Equal(images, result.Commands[(int)CommandKind.Image]);
        Assert.Equal(copies, result.Commands[(int)CommandKind.Copy]);
        Assert.Empty(result.Losses);
        Assert.False(result.IsTruncated);
        Assert.Equal(0, DifferingPixels(surfaces.Screen!, Screenshot(name)));
    }

    internal static string Recording(string name) =>
        Path.Combine(AppContext.BaseDirectory, "Data", "spice", $"{name}.spice.gz");

    internal static byte[] Inflate(string path)
    {
        using var inflated = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        inflated.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Screenshot(string name) =>
        Inflate(Path.Combine(AppContext.BaseDirectory, "Data", "spice", $"{name}.screen.gz"));

    private static int DifferingPixels(Surface screen, byte[] screenshot)
    {
        Assert.Equal(screen.Width * screen.Height * 4, screenshot.Length);
        var differing = 0;
        for (var i = 0; i < screen.Pixels.Length; i++)
        {
            var expected = BitConverter.ToUInt32(screenshot, i * 4) & screen.PixelMask;
            differing += screen.Pixels[i] == expected ? 0 : 1;
        }

        return differing;
    }
}
