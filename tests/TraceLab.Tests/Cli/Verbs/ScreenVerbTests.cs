using System.Runtime.InteropServices;
using SkiaSharp;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>Screens as files equal what the server showed, and what the events draw up to any moment.</summary>
public sealed class ScreenVerbTests : IDisposable
{
    private const int Width = 1024;
    private const int Height = 768;
    private const uint ColorBits = 0x00FFFFFF;

    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("moves")]
    [InlineData("scroll")]
    public async Task The_screen_at_the_end_is_the_servers_own_in_every_pixel(string session)
    {
        var bytes = await Screen(session, "end", "screen.bgrx");

        Assert.Equal(Width * Height * 4, bytes.Length);
        var pixels = MemoryMarshal.Cast<byte, uint>(bytes).ToArray();
        Assert.All(pixels, pixel => Assert.Equal(0u, pixel & ~ColorBits));
        var server = MemoryMarshal.Cast<byte, uint>(RecordedSessions.Screen(session));
        Assert.True(pixels.AsSpan().SequenceEqual(Colors(server)));
    }

    [Theory]
    [InlineData("moves")]
    [InlineData("scroll")]
    public async Task A_png_holds_the_same_pixels(string session)
    {
        var png = await Screen(session, "end", "screen.png");
        var pixels = await Screen(session, "end", "screen.bgrx");

        using var bitmap = SKBitmap.Decode(png, new SKImageInfo(Width, Height, SKColorType.Bgra8888));
        Assert.Equal((Width, Height), (bitmap.Width, bitmap.Height));
        Assert.True(
            Colors(MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan()))
                .AsSpan()
                .SequenceEqual(MemoryMarshal.Cast<byte, uint>(pixels))
        );
    }

    [Theory]
    [InlineData("moves", "0.5")]
    [InlineData("moves", "2")]
    [InlineData("moves", "4.123456789")]
    [InlineData("scroll", "1.75")]
    [InlineData("scroll", "5.5")]
    [InlineData("scroll", "8999999999")]
    public async Task The_screen_at_a_moment_shows_what_was_drawn_up_to_then(string session, string seconds)
    {
        var pixels = await Screen(session, seconds, "screen.bgrx");

        AssertShows(session, (long)(decimal.Parse(seconds) * 1_000_000_000), pixels);
    }

    [Fact]
    public async Task A_command_at_the_very_moment_is_drawn()
    {
        var times = RecordedSessions.Events("moves").Select(e => e.TimeNanoseconds).Distinct().ToArray();
        var time = times[times.Length / 2];

        AssertShows("moves", time, await Screen("moves", $"{time / 1e9m}", "at.bgrx"));
        AssertShows("moves", time - 1, await Screen("moves", $"{(time - 1) / 1e9m}", "before.bgrx"));
    }

    [Fact]
    public async Task Before_the_first_screen_there_is_none_to_write()
    {
        var trace = _folder.PathOf("late.tlt");
        using (var writer = TraceWriter.CreateFile(trace, new TraceHeader()))
        {
            writer.Write(new SurfaceCreated(2_000_000_000, 0, 8, 8, SurfaceFormat.Xrgb32, null));
            writer.Complete();
        }

        string[] arguments = ["screen", trace, "-o", _folder.PathOf("screen.bgrx")];
        var run = await TracelabRun.ExpectAsync(1, [.. arguments, "--at", "1.9"]);
        Assert.Equal(
            $"tracelab: {trace}: there is no screen at this moment; name a later moment with --at\n",
            run.Error
        );
        Assert.Equal(["late.tlt"], _folder.Files());
        await TracelabRun.ExpectAsync(0, [.. arguments, "--at", "2"]);
        Assert.Equal(new byte[8 * 8 * 4], await File.ReadAllBytesAsync(_folder.PathOf("screen.bgrx")));
    }

    [Fact]
    public async Task An_existing_file_is_replaced_only_with_force()
    {
        var old = _folder.Write("screen.png", "precious"u8.ToArray());
        string[] arguments = ["screen", ImportedTraces.PathOf("moves"), "-o", old];

        var refused = await TracelabRun.ExpectAsync(1, arguments);

        Assert.Equal($"tracelab: {old}: the file exists; use --force to overwrite\n", refused.Error);
        Assert.Equal("precious", await File.ReadAllTextAsync(old));
        var run = await TracelabRun.ExpectAsync(0, [.. arguments, "--force"]);
        Assert.Equal(("", ""), (run.Output, run.Error));
        Assert.True(new FileInfo(old).Length > 1000);
    }

    private async Task<byte[]> Screen(string session, string at, string name)
    {
        var path = _folder.PathOf(name);
        await TracelabRun.ExpectAsync(0, "screen", ImportedTraces.PathOf(session), "--at", at, "-o", path);
        return await File.ReadAllBytesAsync(path);
    }

    private static void AssertShows(string session, long momentNanoseconds, byte[] pixels)
    {
        var surfaces = new SurfaceSet();
        var painter = new Painter(surfaces);
        foreach (var drawn in RecordedSessions.Events(session).Where(e => e.TimeNanoseconds <= momentNanoseconds))
        {
            painter.Apply(drawn);
        }

        Assert.True(MemoryMarshal.AsBytes(surfaces.Screen!.Pixels.AsSpan()).SequenceEqual(pixels));
    }

    private static uint[] Colors(ReadOnlySpan<uint> pixels)
    {
        var colors = pixels.ToArray();
        for (var i = 0; i < colors.Length; i++)
        {
            colors[i] &= ColorBits;
        }

        return colors;
    }
}
