using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

/// <summary>Proxied sessions in front of private servers, with their logs in a folder that goes with the test.</summary>
internal sealed class ProxyFixture : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Folder { get; } = Directory.CreateTempSubdirectory("tracelab-tests-").FullName;

    public string LogPath => Path.Combine(Folder, "log.bin");

    /// <param name="width">Of the screen, in pixels.</param>
    /// <param name="height">The same.</param>
    /// <param name="pictureMilliseconds">Time between two pictures of the screen.</param>
    public ProxySession Start(int width = 640, int height = 400, int pictureMilliseconds = 5000) =>
        ProxySession.Start(
            new ProxySessionOptions
            {
                LogPath = LogPath,
                Width = width,
                Height = height,
                Overwrite = true,
                Proxy = new ProxyOptions { CheckpointInterval = TimeSpan.FromMilliseconds(pictureMilliseconds) },
            },
            CancellationToken.None
        );

    /// <summary>Runs a shell script until it ends, then something else while what it started is still there.</summary>
    public static void Run(string script, IReadOnlyDictionary<string, string?> environment, Action then)
    {
        using var process = OwnedProcess.Start("sh", ["-c", script], environment, isQuiet: true);
        Assert.True(process.WaitForExit(Patience), "the script does not end");
        Assert.True(process.ExitCode == 0, string.Join('\n', process.LastLines()));
        then();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
