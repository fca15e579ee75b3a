using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Proxy;
using TraceLab.Tests.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Attach;

/// <summary>A server with programs of its own, which a recorder may come to.</summary>
internal sealed class AttachedFixture : IDisposable
{
    public const int Width = 640;
    public const int Height = 400;

    private readonly MirrorServer _server = MirrorServer.Start(Width, Height, 24);
    private readonly List<OwnedProcess> _programs = [];

    public int Display => _server.Display;

    public ServerAddress Address => new(Display, []);

    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["DISPLAY"] = $":{Display}" };

    /// <summary>Starts a script that goes on, and waits until one that sees its windows has ended.</summary>
    public void Start(string script, string waiting)
    {
        _programs.Add(OwnedProcess.Start("sh", ["-c", script], Environment, isQuiet: true));
        ProxyFixture.Run(waiting, Environment, then: () => { });
    }

    /// <summary>What is shown once nothing changes any more.</summary>
    public uint[] StillScreen() => RawClient.StillScreen(Address, Width, Height);

    public void Dispose()
    {
        _programs.ForEach(program => program.Dispose());
        _server.Dispose();
    }
}
