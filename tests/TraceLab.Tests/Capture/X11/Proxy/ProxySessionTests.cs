using System.Net.Sockets;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Proxy;
using TraceLab.Tests.Capture.Live;

namespace TraceLab.Tests.Capture.X11.Proxy;

/// <summary>Sessions of real applications behind the proxy.</summary>
public sealed class ProxySessionTests : IDisposable
{
    // Nothing blinks or tells the time.
    private const string Script = """
        xterm -geometry 60x16+10+20 -e sh -c 'seq 1 300; tput cup 3 3; echo done; sleep 30' &
        xlogo -geometry 100x100+400+20 &
        xcalc -geometry 180x220+420+150 &
        xdotool search --sync --onlyvisible --class xterm windowmove --sync 30 60 mousemove 639 399
        xdotool search --sync --onlyvisible --class xlogo search --sync --onlyvisible --class xcalc getwindowname
        """;

    private readonly ProxyFixture _fixture = new();

    [Fact]
    public void Applications_show_the_same_with_the_proxy_and_without()
    {
        using (var session = _fixture.Start())
        {
            ProxyCounts? counts = null;
            ProxyFixture.Run(
                Script,
                session.Environment,
                () =>
                {
                    RawClient.StillScreen(session.Server, 640, 400);
                    counts = session.Finish();
                }
            );
            Assert.Equal(0, counts!.Unconfirmed);
            Assert.True(counts.Clients >= 4);
        }

        var recorded = new LoggedSession(_fixture.LogPath).Pictures[^1];
        Assert.True(recorded.Count(p => p != 0) > 50_000, "the applications have drawn something");
        Assert.Equal(ShownWithout(), recorded);
    }

    [Fact]
    public void Nothing_of_a_session_is_left()
    {
        string folder;
        int display;
        using (var session = _fixture.Start())
        {
            (folder, display) = (Path.GetDirectoryName(session.Environment["XAUTHORITY"])!, session.Display);
            Assert.True(File.Exists(DisplayFiles.SocketPathOf(display)));
            Assert.Equal($"{Environment.ProcessId, 10}\n", File.ReadAllText(DisplayFiles.LockPathOf(display)));
        }

        Assert.False(Directory.Exists(folder));
        DisplayLeftovers.AssertNone(display);
    }

    /// <summary>Servers that find their number themselves look neither at locks nor at the socket's file.</summary>
    [Fact]
    public void No_server_takes_the_number_of_a_session()
    {
        using var session = _fixture.Start();
        var name = new UnixDomainSocketEndPoint("\0" + DisplayFiles.SocketPathOf(session.Display));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        var refusal = Assert.Throws<SocketException>(() => socket.Bind(name));

        Assert.Equal(SocketError.AddressAlreadyInUse, refusal.SocketErrorCode);
    }

    [Fact]
    public void A_display_that_is_there_is_recorded_as_well()
    {
        using var outer = _fixture.Start();
        var options = new ProxySessionOptions
        {
            LogPath = Path.Combine(_fixture.Folder, "inner.bin"),
            Overwrite = true,
            Through = outer.Display,
        };
        using (var inner = ProxySession.Start(options, CancellationToken.None))
        {
            Assert.Equal((640, 400), (inner.Width, inner.Height));
            using var client = new RawClient(inner);
            client.Sync();
            inner.Finish();
        }

        Assert.Single(new LoggedSession(options.LogPath).Requests);
    }

    [Fact]
    public void A_display_that_is_not_there_is_said_to_be_so()
    {
        var options = new ProxySessionOptions { LogPath = _fixture.LogPath, Through = 998 };
        var fault = Assert.Throws<TraceLab.Core.Faults.InputFaultException>(() =>
            ProxySession.Start(options, CancellationToken.None)
        );

        Assert.Contains(":998", fault.Message);
    }

    public void Dispose() => _fixture.Dispose();

    private uint[] ShownWithout()
    {
        using var server = PrivateServer.Start(_fixture.Folder, 640, 400, isShown: false, CancellationToken.None);
        var authority = Path.Combine(_fixture.Folder, "direct.cookie");
        CookieFile.Write(authority, server.Address.Display, server.Address.Cookie);
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DISPLAY"] = $":{server.Address.Display}",
            ["XAUTHORITY"] = authority,
        };
        uint[] shown = [];
        ProxyFixture.Run(Script, environment, () => shown = RawClient.StillScreen(server.Address, 640, 400));
        return shown;
    }
}
