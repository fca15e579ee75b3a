using TraceLab.Capture.Live;
using TraceLab.Capture.X11;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Tests.Capture.Live;
using TraceLab.TraceFormat.Checking;

namespace TraceLab.Tests.Capture.X11;

/// <summary>
/// Sessions of real applications, recorded live into traces. The server itself is the witness: at every moment at which the
/// recorder took its picture, the last one after all that was drawn, the trace alone must show the same.
/// </summary>
public sealed class X11SourceTests
{
    [Theory]
    [InlineData(
        "xterm",
        "xterm -geometry 80x24+10+10 -e sh -c 'seq 1 400; ls -l /etc; tput cup 5 5; echo here; sleep 0.5'"
    )]
    [InlineData(
        "xterm -fa",
        "xterm -fa Monospace -fs 11 -geometry 70x20+10+10 -e sh -c 'seq 1 300; ls /usr/bin | head -50; sleep 0.5'"
    )]
    [InlineData(
        "x11-apps",
        "xclock -update 1 -geometry 150x150+10+10 & xeyes -geometry 150x100+200+10 & xcalc & xlogo -geometry 100x100+400+10 & "
            + "xdotool search --sync --onlyvisible --class xeyes search --sync --onlyvisible --class xlogo "
            + "windowmove 300 60 windowsize 200 150; for i in 10 60 110 160; do xdotool mousemove $i $i; sleep 0.3; done"
    )]
    [InlineData(
        "openbox",
        "openbox --sm-disable & sleep 1; xterm -geometry 40x10+20+30 -e sh -c 'seq 1 60; sleep 30' & xlogo -geometry 150x150+300+50 & "
            + "w=$(xdotool search --sync --onlyvisible --class xterm | tail -1); xdotool search --sync --onlyvisible --class xlogo; "
            + "for i in 10 40 70 100 130 160 200; do xdotool windowmove $w $((i * 2)) $i; sleep 0.1; done; "
            + "xdotool windowraise $w windowsize $w 300 120; sleep 0.5"
    )]
    [InlineData(
        "gtk",
        "gtk3-widget-factory & xdotool search --sync --onlyvisible --class widget; sleep 2; xdotool mousemove 200 200 click 1; sleep 1"
    )]
    public void A_live_session_replays_to_what_its_server_showed(string name, string script)
    {
        var sink = new DrawingSink();
        var result = Record(sink, Options(script) with { CheckpointInterval = TimeSpan.FromMilliseconds(300) });

        Assert.Equal((RecordingEnd.CommandExited, 0), (result.End, result.ExitCode));
        Assert.Empty(result.Losses);
        Assert.False(result.IsTruncated);
        Assert.True(result.Commands.Sum() > 10, $"{name} has drawn something");
        var replay = new CheckpointReplay();
        var mismatches = sink.Events.Select(replay.Apply).OfType<CheckpointMismatch>().ToList();
        Assert.Empty(mismatches);
        Assert.True(replay.Checkpoints > 1, $"{replay.Checkpoints} pictures");
        var last = sink.Events.FindLastIndex(e => e is Checkpoint);
        Assert.DoesNotContain(sink.Events[last..], e => e is DrawingCommand);
        Assert.True(
            name != "gtk" || sink.Events.Exists(e => e is Checkpoint { SurfaceId: > 0 }),
            "no look at a pixmap"
        );
    }

    [Fact]
    public void A_session_that_is_stopped_is_converted_to_its_end()
    {
        using var stop = new CancellationTokenSource();
        var sink = new DrawingSink { OnEvent = () => stop.CancelAfter(1000) };

        var result = Record(sink, Options("xlogo & sleep 60"), stop.Token);

        Assert.Equal(RecordingEnd.Stopped, result.End);
        Assert.IsType<SessionEnded>(sink.Events[^1]);
        Assert.IsType<Checkpoint>(sink.Events.FindLast(e => e is Checkpoint or DrawingCommand));
    }

    [Fact]
    public void A_session_that_does_not_start_says_why()
    {
        var fault = Assert.Throws<InputFaultException>(() =>
            Record(new DrawingSink(), Options("true") with { Display = 998 })
        );

        Assert.Contains(":998", fault.Message);
    }

    private static RecordingOptions Options(string script) =>
        new()
        {
            Width = 640,
            Height = 400,
            Command = ["sh", "-c", script],
        };

    private static RecordingResult Record(
        DrawingSink sink,
        RecordingOptions options,
        CancellationToken stop = default
    ) => new X11Source().Record(options, sink, stop);
}
