using TraceLab.Capture.Live;
using TraceLab.Capture.X11;
using TraceLab.Capture.X11.Attach;
using TraceLab.Core.Commands;
using TraceLab.Tests.Capture.Live;
using TraceLab.Tests.Capture.X11.Proxy;
using TraceLab.TraceFormat.Checking;

namespace TraceLab.Tests.Capture.X11.Attach;

/// <summary>Sessions that run already when the recorder comes. The server itself is the witness.</summary>
public sealed class AttachedSessionTests : IDisposable
{
    private readonly AttachedFixture _server = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tracelab-tests-");

    [Fact]
    public void A_session_that_runs_already_replays_to_what_its_server_showed()
    {
        _server.Start(
            "twm & sleep 0.5; xterm -geometry 40x10+20+30 -e sh -c 'seq 1 60; read line; seq 1 $line; sleep 60'",
            "xdotool search --sync --onlyvisible --class xterm"
        );
        using var stop = new CancellationTokenSource();
        using var hasBegun = new ManualResetEventSlim();
        var sink = new DrawingSink();
        sink = new DrawingSink
        {
            OnEvent = () =>
            {
                if (sink.Events[^1] is Checkpoint)
                {
                    hasBegun.Set();
                }
            },
        };
        RecordingResult? result = null;
        var options = new RecordingOptions { Display = _server.Display, IsAttached = true };
        var recorder = new Thread(() => result = new X11Source().Record(options, sink, stop.Token));
        recorder.Start();
        Assert.True(hasBegun.Wait(ProxyFixture.Patience), "there is no first look");

        ProxyFixture.Run(
            "xdotool search --class xterm windowfocus type 40; xdotool key Return; xlogo -geometry 150x150+400+200 & "
                + "xdotool search --sync --onlyvisible --class xlogo windowmove 300 100; sleep 1",
            _server.Environment,
            then: () => { }
        );
        var shown = _server.StillScreen();
        stop.Cancel();
        recorder.Join();

        Assert.Equal(RecordingEnd.Stopped, result!.End);
        Assert.Empty(result.Losses);
        AssertShows(shown, sink);
        AssertCheckpointsAgree(sink.Events);
        Assert.True(result.Commands[(int)CommandKind.Fill] > 0, "what began later is known by its requests");
    }

    /// <summary>A ring that is too small for the images stands for a reader that comes too late for them.</summary>
    [Fact]
    public void What_was_lost_is_told_and_the_trace_is_exact_again_after_it()
    {
        var log = Path.Combine(_folder.FullName, "log.bin");
        var options = new AttachOptions
        {
            Display = _server.Display,
            LogPath = log,
            RingBytes = 64 << 10,
        };
        uint[] shown = [];
        AttachCounts counts;
        using (var session = AttachedSession.Start(options))
        {
            var work = new Thread(() => shown = PaintWithImages());
            FollowUntil(session, () => session.HasBegun);
            work.Start();
            FollowUntil(session, () => !work.IsAlive);
            Assert.True(session.Finish(), "there is no last look");
            counts = session.Counts;
        }

        Assert.True(counts.Lost > 0, "nothing was lost");
        var sink = new DrawingSink();
        sink.Begin(new SessionOrigin { Source = "x11" });
        var result = WireLogImporter.Import(log, sink.Accept);

        Assert.Equal(counts.Lost, result.Losses["lost-requests"]);
        Assert.Equal(counts.Lost, sink.Events.OfType<DataLost>().Sum(lost => lost.Count));
        AssertShows(shown, sink);
        AssertCheckpointsAgree(sink.Events);
        var lastLoss = sink.Events.FindLastIndex(e => e is DataLost);
        Assert.Contains(sink.Events[lastLoss..], e => e is Checkpoint);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void FollowUntil(AttachedSession session, Func<bool> isThere)
    {
        var deadline = DateTime.UtcNow + ProxyFixture.Patience;
        while (!isThere())
        {
            Assert.True(DateTime.UtcNow < deadline, "it does not come");
            Assert.False(session.ServerEnded);
            session.Follow();
        }
    }

    private static void AssertShows(uint[] shown, DrawingSink sink) =>
        Assert.Equal(shown, sink.Surfaces.Screen!.Pixels.Select(pixel => pixel & 0x00FFFFFF));

    private static void AssertCheckpointsAgree(IReadOnlyList<SessionEvent> events)
    {
        var replay = new CheckpointReplay();
        Assert.Empty(events.Select(replay.Apply).OfType<CheckpointMismatch>());
        Assert.True(replay.Checkpoints > 1, $"{replay.Checkpoints} looks");
    }

    // Images that the ring does not take and rectangles that it does, in colours that tell them apart.
    private uint[] PaintWithImages()
    {
        const int Side = 200;
        const byte CreateGc = 55;
        const byte PolyFillRectangle = 70;
        const byte PutImage = 72;
        const byte ZPixmap = 2;
        const uint ForegroundBit = 1 << 2;
        using var client = new RawClient(_server.Address);
        for (uint i = 1; i <= 20; i++)
        {
            client.Send(CreateGc, 0, client.Base + i, client.Root, ForegroundBit, i * 0x0A0B0C);
            uint[] head =
            [
                client.Root,
                client.Base + i,
                client.Pair(Side, Side),
                client.Pair((int)i * 20, 50),
                24 << 8,
            ];
            var pixels = Enumerable.Repeat(i * 0x030507, Side * Side);
            client.Send(PutImage, ZPixmap, [.. head, .. pixels]);
            client.Send(
                PolyFillRectangle,
                0,
                client.Root,
                client.Base + i,
                client.Pair((int)i * 25, 100),
                client.Pair(30, 200)
            );
            client.Sync();
            Thread.Sleep(20);
        }

        return _server.StillScreen();
    }
}
