using System.Diagnostics;
using System.Globalization;
using TraceLab.Capture.Live;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;

namespace TraceLab.Tests.Capture.Live;

/// <summary>
/// Sessions recorded from a real server. The packages xserver-xspice and xterm must be there: a machine without them fails
/// these tests, it does not skip them.
/// </summary>
public sealed class SpiceSourceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("tracelab-tests-").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_live_session_replays_to_the_screen_that_its_server_shows(bool offScreenSurfaces)
    {
        var sink = new DrawingSink();
        using var stop = new CancellationTokenSource();
        var terminal =
            "xterm -geometry 60x16+10+20 -e sh -c 'seq 1 80; ls /usr/bin | head -30; clear; seq 100 110; sleep 60'";
        var script = $"echo $DISPLAY $$ >{_folder}/started; exec {terminal}";
        var options = Options(script) with { OffScreenSurfaces = offScreenSurfaces };
        var recording = Record(options, sink, stop.Token);
        var (display, process) = Started(recording);
        uint[] screenshot;
        using (var screen = new XScreenshot(display))
        {
            screen.MovePointer(screen.Width - 1, screen.Height - 1);
            Thread.Sleep(1000);
            screenshot = screen.TakeWhenStill(Patience);
        }

        await stop.CancelAsync();
        var result = await recording.WaitAsync(Patience);

        var replayed = sink.Surfaces.Screen!;
        Assert.Equal((640, 400), (replayed.Width, replayed.Height));
        Assert.Equal(0, DifferingPixels(replayed.Pixels, screenshot, replayed.Width, replayed.Height));
        Assert.True(screenshot.Distinct().Count() > 1, "the terminal has drawn something");
        Assert.Equal(RecordingEnd.Stopped, result.End);
        Assert.Empty(result.Losses);
        Assert.False(result.IsTruncated);
        Assert.True(result.Commands[(int)CommandKind.Copy] > 0, "the terminal has scrolled");
        Assert.Equal(offScreenSurfaces, sink.Events.OfType<SurfaceCreated>().Count() > 1);
        Assert.False(Directory.Exists($"/proc/{process}"));
        DisplayLeftovers.AssertNone(int.Parse(display[1..], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_session_ends_with_its_command_and_returns_its_exit_code()
    {
        var sink = new DrawingSink();
        var result = await Record(Options("exit 7"), sink, CancellationToken.None).WaitAsync(Patience);

        Assert.Equal((RecordingEnd.CommandExited, 7), (result.End, result.ExitCode));
        Assert.Equal("spice", sink.Origin!.Source);
        Assert.IsType<SessionEnded>(sink.Events[^1]);
        Assert.NotNull(sink.Surfaces.Screen);
    }

    [Fact]
    public async Task A_session_ends_when_its_duration_is_over_and_is_as_long_as_that()
    {
        var clock = Stopwatch.StartNew();
        var options = Options($"echo $DISPLAY $$ >{_folder}/started; sleep 60 & sleep 60") with
        {
            Duration = TimeSpan.FromSeconds(1),
        };
        var recording = Record(options, new DrawingSink(), CancellationToken.None);
        var (_, process) = Started(recording);
        var result = await recording.WaitAsync(Patience);

        Assert.Equal(RecordingEnd.DurationOver, result.End);
        Assert.Null(result.ExitCode);
        Assert.InRange(result.DurationNanoseconds, 1_000_000_000, clock.ElapsedMilliseconds * 1_000_000L);
        Assert.False(Directory.Exists($"/proc/{process}"));
    }

    [Fact]
    public async Task A_session_that_is_stopped_before_it_begins_is_empty()
    {
        var result = await Record(Options("sleep 60"), new DrawingSink(), new CancellationToken(canceled: true))
            .WaitAsync(Patience);

        Assert.Equal(RecordingEnd.Stopped, result.End);
        Assert.Null(result.ExitCode);
    }

    [Fact]
    public void A_command_that_does_not_exist_is_an_error_before_anything_starts()
    {
        var options = new RecordingOptions { Command = ["no-such-program-anywhere"] };
        var fault = Assert.Throws<InputFaultException>(() =>
            new SpiceSource().Record(options, new DrawingSink(), CancellationToken.None)
        );

        Assert.Contains("no-such-program-anywhere", fault.Message);
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why()
    {
        // Two servers on one display: the second finds it taken.
        using var stop = new CancellationTokenSource();
        var options = Options($"echo $DISPLAY $$ >{_folder}/started; sleep 60");
        var first = Record(options, new DrawingSink(), stop.Token);
        var (display, _) = Started(first);
        var taken = options with { Display = int.Parse(display[1..]) };
        var fault = await Assert.ThrowsAsync<InputFaultException>(() =>
            Record(taken, new DrawingSink(), CancellationToken.None).WaitAsync(Patience)
        );
        await stop.CancelAsync();
        await first.WaitAsync(Patience);

        Assert.Contains("Cannot establish any listening sockets", fault.Found);
        Assert.Contains("apt-get install xserver-xspice", fault.Remedy);
    }

    [Fact]
    public async Task A_sink_that_fails_ends_the_session()
    {
        var recording = Record(Options("sleep 60"), new FailingSink(), CancellationToken.None);

        await Assert.ThrowsAsync<IOException>(() => recording.WaitAsync(Patience));
    }

    [Theory]
    [InlineData(319, 200)]
    [InlineData(1024, 9000)]
    public void Sizes_that_the_server_cannot_have_are_refused(int width, int height)
    {
        var options = Options("true") with { Width = width, Height = height };

        Assert.Throws<InputFaultException>(() =>
            new SpiceSource().Record(options, new DrawingSink(), CancellationToken.None)
        );
    }

    [Fact]
    public async Task Odd_sizes_are_made_exactly()
    {
        var sink = new DrawingSink();
        await Record(Options("true") with { Width = 1001, Height = 703 }, sink, CancellationToken.None)
            .WaitAsync(Patience);

        Assert.Equal((1001, 703), (sink.Surfaces.Screen!.Width, sink.Surfaces.Screen.Height));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RecordingOptions Options(string script) =>
        new()
        {
            Width = 640,
            Height = 400,
            Command = ["sh", "-c", script],
        };

    // On a thread of its own, which lives as long as the recording.
    private static Task<RecordingResult> Record(RecordingOptions options, ISessionSink sink, CancellationToken stop) =>
        Task.Factory.StartNew(
            () => new SpiceSource().Record(options, sink, stop),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    private (string Display, string Process) Started(Task recording)
    {
        var file = Path.Combine(_folder, "started");
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            Assert.True(DateTime.UtcNow < deadline && !recording.IsCompleted, "the session did not start");
            if (File.Exists(file) && File.ReadAllText(file) is [.., '\n'] text)
            {
                var parts = text.Trim().Split(' ');
                return (parts[0], parts[1]);
            }

            Thread.Sleep(20);
        }
    }

    // The server draws the parked pointer into its pixels, but not into the image that it gives.
    private static int DifferingPixels(uint[] replayed, uint[] screenshot, int width, int height)
    {
        const int PointerBox = 32;
        var differing = 0;
        for (var i = 0; i < replayed.Length; i++)
        {
            var isPointer = i % width >= width - PointerBox && i / width >= height - PointerBox;
            differing += isPointer || replayed[i] == screenshot[i] ? 0 : 1;
        }

        return differing;
    }

    private sealed class FailingSink : ISessionSink
    {
        public void Begin(SessionOrigin origin) => Assert.Equal(640, origin.ScreenWidth);

        public void Accept(SessionEvent sessionEvent) => throw new IOException("the disk is full");

        public void Report(RecordingProgress progress) => Assert.Equal(0, progress.Commands);
    }
}
