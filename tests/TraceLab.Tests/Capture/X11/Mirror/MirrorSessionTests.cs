using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.X11.Mirror;

public class MirrorSessionTests
{
    private const byte GetImage = 73;

    public static TheoryData<string> Names => [.. X11Sessions.Names];

    /// <summary>Requests alone are enough: held against the pixels of the server that was recorded.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_session_sent_again_shows_the_same_screen(string name)
    {
        var session = X11Sessions.Session(name);
        using var mirror = MirrorSession.Start(session);
        using var log = X11Sessions.Log(name);
        var reader = new WireLogReader(log);
        uint[] screen = [];
        while (reader.TryRead(out var record))
        {
            if (IsLook(session, record))
            {
                screen = Look(mirror, session);
            }

            Repeat(mirror, session, record);
        }

        Assert.Equal(X11Sessions.Screen(name), screen);
    }

    /// <summary>Resource ids are those of the session, also where other connections lay in between, and after a client died.</summary>
    [Fact]
    public void A_client_has_the_id_base_it_had_in_the_session()
    {
        using var mirror = MirrorSession.Start(X11Sessions.Session("twm"));

        mirror.ClientStarted(0x800000, isBigEndian: false);
        mirror.ClientStarted(0x400000, isBigEndian: true);
        mirror.ClientStarted(0x800000, isBigEndian: false);

        Assert.Equal(0x800000u, mirror.Execute(0x800000, [127, 0, 1, 0])!.Setup.ResourceBase);
        Assert.Equal(0x400000u, mirror.Execute(0x400000, [127, 0, 0, 1])!.Setup.ResourceBase);
        Assert.Null(mirror.Execute(0x600000, [127, 0, 1, 0]));
    }

    /// <summary>A grab would hold up everybody else, the recorder's own questions among them.</summary>
    [Fact]
    public void A_client_that_grabs_the_server_holds_nobody_up()
    {
        using var mirror = MirrorSession.Start(X11Sessions.Session("twm"));
        mirror.ClientStarted(0x400000, isBigEndian: false);

        mirror.Execute(0x400000, [36, 0, 1, 0]);
        mirror.TurnTo(mirror.Own);
        mirror.Own.Synchronize();

        Assert.NotEqual(0, mirror.Own.OpcodeOf("RENDER"));
    }

    private static bool IsLook(WireSession session, WireRecord record) =>
        record.Category == WireCategory.FromClient
        && record.ClientBase == session.ProbeConnection
        && record.Data.Span[0] == GetImage;

    private static uint[] Look(MirrorSession mirror, WireSession session)
    {
        mirror.TurnTo(mirror.Own);
        var question = mirror.Own.AskPixels(session.Root, new Rect(0, 0, session.Width, session.Height));
        return [.. Readback.Pixels(mirror.Own.Answer(question)).ToArray().Select(p => p & 0x00FFFFFF)];
    }

    private static void Repeat(MirrorSession mirror, WireSession session, WireRecord record)
    {
        if (session.OwnConnections.Contains(record.ClientBase))
        {
            return;
        }

        switch (record.Category)
        {
            case WireCategory.ClientStarted:
                mirror.ClientStarted(record.ClientBase, record.IsBigEndian);
                break;
            case WireCategory.ClientDied:
                mirror.ClientDied(record.ClientBase);
                break;
            case WireCategory.FromClient:
                mirror.Execute(record.ClientBase, record.Data.Span);
                break;
        }
    }
}
