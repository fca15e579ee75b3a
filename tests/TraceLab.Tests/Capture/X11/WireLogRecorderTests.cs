using TraceLab.Capture.Live;
using TraceLab.Capture.X11;
using TraceLab.Core.Faults;
using TraceLab.Tests.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11;

/// <summary>
/// Sessions recorded into wire logs; what the logs are good for is shown by <see cref="X11SourceTests"/>.
/// </summary>
public sealed class WireLogRecorderTests : IDisposable
{
    private readonly ProxyFixture _fixture = new();

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
