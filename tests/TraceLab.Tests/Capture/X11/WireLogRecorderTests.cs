using TraceLab.Capture.Live;
using TraceLab.Capture.X11;
using TraceLab.Capture.X11.Proxy;
using TraceLab.Core.Faults;
using TraceLab.Tests.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11;

/// <summary>
/// Sessions of real applications, recorded live. The proof is two servers' word: the one that was recorded gave pictures at
/// exact places, and another one, to which the log is sent, must show the same there.
/// </summary>
public sealed class WireLogRecorderTests : IDisposable
{
    private readonly ProxyFixture _fixture = new();

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
    public void A_live_session_sent_again_shows_the_same_at_every_picture(string name, string script)
    {
        using (var session = _fixture.Start(pictureMilliseconds: 300))
        {
            ProxyCounts? counts = null;
            ProxyFixture.Run(script, session.Environment, () => counts = session.Finish());
            Assert.Equal(0, counts!.Unconfirmed);
        }

        Assert.NotEmpty(new LoggedSession(_fixture.LogPath).Requests);
        var differences = RepeatedSession.Differences(_fixture.LogPath);
        Assert.True(differences.Count > 1, $"{name}: {differences.Count} pictures");
        Assert.All(differences, d => Assert.Equal(0, d));
    }

    [Fact]
    public void A_recording_ends_with_its_command_and_gives_its_exit_code()
    {
        var result = Record("xlogo & xdotool search --sync --onlyvisible --class xlogo; exit 7");

        Assert.Equal((RecordingEnd.CommandExited, 7), (result.End, result.ExitCode));
        Assert.Equal(0, result.UnconfirmedRequests);
        var log = new LoggedSession(_fixture.LogPath);
        Assert.Equal((result.Requests, result.Checkpoints), (log.Requests.Count, log.Pictures.Count));
        Assert.Equal(result.LogBytes, new FileInfo(_fixture.LogPath).Length);
        Assert.True(log.HasEnd);
    }

    [Fact]
    public void A_recording_ends_when_its_duration_is_over_with_the_windows_still_there()
    {
        var options = Options("xlogo -geometry 300x300 & sleep 60 & sleep 60") with
        {
            Duration = TimeSpan.FromSeconds(4),
        };
        var result = new WireLogRecorder(options, _fixture.LogPath, overwrite: true).Record(CancellationToken.None);

        Assert.Equal(RecordingEnd.DurationOver, result.End);
        Assert.Null(result.ExitCode);
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(30));
        Assert.Equal([0, 0xFFFFFF], new LoggedSession(_fixture.LogPath).Pictures[^1].Distinct().Order().ToArray());
    }

    [Fact]
    public void A_recording_that_is_stopped_is_good()
    {
        using var stop = new CancellationTokenSource();
        var result = new WireLogRecorder(Options("sleep 60"), _fixture.LogPath, overwrite: true).Record(
            stop.Token,
            begun: () => stop.CancelAfter(200)
        );

        Assert.Equal(RecordingEnd.Stopped, result.End);
        Assert.True(new LoggedSession(_fixture.LogPath).HasEnd);
    }

    [Fact]
    public void A_command_that_does_not_exist_is_an_error_before_anything_starts()
    {
        var options = new RecordingOptions { Command = ["no-such-program-anywhere"] };
        var fault = Assert.Throws<InputFaultException>(() =>
            new WireLogRecorder(options, _fixture.LogPath, overwrite: true).Record(CancellationToken.None)
        );

        Assert.Contains("no-such-program-anywhere", fault.Message);
        Assert.False(File.Exists(_fixture.LogPath));
    }

    [Fact]
    public void A_folder_with_logs_of_another_kind_of_server_is_not_spoilt()
    {
        File.WriteAllBytes(Path.Combine(_fixture.Folder, "connection.setup"), [1, 2, 3]);
        var fault = Assert.Throws<InputFaultException>(() =>
            new WireLogRecorder(Options("true"), _fixture.LogPath, overwrite: false).Record(CancellationToken.None)
        );

        Assert.Contains("another folder", fault.Remedy);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(_fixture.Folder, "connection.setup")));
    }

    public void Dispose() => _fixture.Dispose();

    private static RecordingOptions Options(string script) =>
        new()
        {
            Width = 640,
            Height = 400,
            Command = ["sh", "-c", script],
        };

    private WireLogResult Record(string script) =>
        new WireLogRecorder(Options(script), _fixture.LogPath, overwrite: true).Record(CancellationToken.None);
}
