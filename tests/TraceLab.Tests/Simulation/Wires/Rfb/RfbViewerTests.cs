using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Wires;
using TraceLab.Simulation.Wires.Rfb;
using TraceLab.Tests.Cli;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.Simulation.Wires.Rfb;

/// <summary>
/// Frames of the <c>rfb</c> wire are what VNC viewers read: a library that many of them are made with decodes whole sessions
/// to the screen that they end with.
/// </summary>
public class RfbViewerTests
{
    [Theory]
    [InlineData("dragging", "raw")]
    [InlineData("dragging", "tight")]
    [InlineData("dragging", "zrle")]
    [InlineData("dragging", "hextile")]
    [InlineData("x11-text", "raw")]
    [InlineData("x11-text", "tight")]
    [InlineData("x11-text", "zrle")]
    [InlineData("x11-text", "hextile")]
    public void A_viewer_shows_the_screen_that_a_bundled_session_ends_with(string session, string codec)
    {
        using var reader = TraceReader.Open(BundledTraces.PathOf(session));
        var stream = Encode(reader.Events(), codec);

        var encodings = CountEncodings(stream.Frames);
        Assert.Superset(
            new HashSet<RfbEncoding> { RfbEncoding.CopyRect, RfbEncoding.Rre, Enum.Parse<RfbEncoding>(codec, true) },
            encodings.Keys.ToHashSet()
        );
        AssertViewerShows(MemoryMarshal.AsBytes(stream.Screen.ReadPixels), stream);
    }

    [Theory]
    [InlineData("moves", "tight")]
    [InlineData("scroll", "zrle")]
    public void A_viewer_shows_the_screen_that_the_recorded_server_showed(string session, string codec) =>
        AssertViewerShows(RecordedSessions.Screen(session), Encode(RecordedSessions.Events(session), codec));

    [Theory]
    [InlineData("raw")]
    [InlineData("hextile")]
    [InlineData("zrle")]
    [InlineData("tight")]
    public void A_viewer_decodes_pictures_of_few_and_of_many_colours(string codec)
    {
        var random = new Random(7);
        var screen = new Surface(300, 200);
        using var encoder = WireFormats.CodecOf(WireFormats.ByName("rfb"), codec).CreateEncoder();
        var frames = new List<byte[]>();
        foreach (var colors in new[] { 1, 2, 3, 5, 17, 100, 200, 300, 1_000_000, 2, 1, 1_000_000, 100, 4 })
        {
            var area = Rect.FromSize(random.Next(100), random.Next(100), 1 + random.Next(200), 1 + random.Next(100));
            RfbFrames.Scribble(screen, area, colors, random);
            frames.Add(RfbFrames.Of(screen, area, encoder, frames.Count == 0));
        }

        AssertViewerShows(MemoryMarshal.AsBytes(screen.ReadPixels), new Stream(frames, screen));
    }

    private static Stream Encode(IEnumerable<SessionEvent> events, string codec)
    {
        var recorder = new FrameRecorder();
        var result = new RunResult(SimulatedRun.Settings("ordered", codec, "rfb", "rfb"), recorder);
        using var simulator = new Simulator(new MachineOptions(), [result]);
        recorder.Run = simulator.Runs.Single();
        simulator.Play(events);

        Assert.Null(result.Failure);
        Assert.Equal(result.Totals.EncodedBytes, recorder.Frames.Sum(frame => (long)frame.Length));
        var shown = recorder.Run.Shown!;
        var screen = new Surface(shown.Width, shown.Height);
        shown.ReadPixels.CopyTo(screen.Pixels);
        return new Stream(recorder.Frames, screen);
    }

    private static void AssertViewerShows(ReadOnlySpan<byte> expected, Stream stream)
    {
        using var player = new FramePlayer(stream.Screen.Width, stream.Screen.Height, stream.Frames);
        using (var viewer = new VncClient(player.Port))
        {
            for (var seen = 0; seen < stream.Frames.Count; seen++)
            {
                Assert.True(viewer.Handle(), $"libvncclient could not decode frame {seen + 1}");
            }

            Assert.Equal((stream.Screen.Width, stream.Screen.Height), viewer.Size);
            AssertSameColors(expected, viewer.Screen);
        }

        player.Finish();
        Assert.Equal([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0], player.PixelFormat);
    }

    private static Dictionary<RfbEncoding, int> CountEncodings(IEnumerable<byte[]> frames)
    {
        var counter = new EncodingCounter();
        foreach (var frame in frames)
        {
            WireFormats.ByName("rfb").Read(frame, counter);
        }

        return counter.Counts;
    }

    // The fourth byte of a pixel is noise (hazard H9).
    private static void AssertSameColors(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> shown)
    {
        Assert.Equal(expected.Length, shown.Length);
        var wrong = 0;
        for (var i = 0; i < expected.Length; i += 4)
        {
            wrong += expected.Slice(i, 3).SequenceEqual(shown.Slice(i, 3)) ? 0 : 1;
        }

        Assert.Equal(0, wrong);
    }

    private sealed record Stream(IReadOnlyList<byte[]> Frames, Surface Screen);

    private sealed class FrameRecorder : IRunObserver
    {
        public EncodingRun? Run { get; set; }

        public List<byte[]> Frames { get; } = [];

        public void OnFrame(in FrameResult frame) => Frames.Add(Run!.Frame.ToArray());

        public void OnDecision(in PrimitiveDecision decision) { }
    }

    private sealed class EncodingCounter : IFrameSink
    {
        public Dictionary<RfbEncoding, int> Counts { get; } = [];

        public void OnScreen(int width, int height, SurfaceFormat format) => Count(RfbEncoding.DesktopSize);

        public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color) => Count(RfbEncoding.Rre);

        public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source) => Count(RfbEncoding.CopyRect);

        public void OnPixels(Rect area, ReadOnlySpan<byte> payload) => Count((RfbEncoding)payload[3]);

        public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload) => Assert.Fail("no image");

        public void OnDraw(DrawPart part) => Assert.Fail("no general part");

        public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial) =>
            Assert.Fail("no surface");

        public void OnSurfaceGone(int surfaceId) => Assert.Fail("no surface");

        private void Count(RfbEncoding encoding) => Counts[encoding] = Counts.GetValueOrDefault(encoding) + 1;
    }
}
